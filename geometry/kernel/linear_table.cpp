#include "linear_table.hpp"

#include <algorithm>

namespace kernel {

void normalise(Form& form) {
  std::sort(form.begin(), form.end(),
            [](const Term& a, const Term& b) { return a.variable < b.variable; });
  std::size_t out = 0;
  for (std::size_t i = 0; i < form.size();) {
    Residue sum = 0;
    const Variable v = form[i].variable;
    for (; i < form.size() && form[i].variable == v; ++i) sum = add(sum, form[i].coefficient);
    if (sum != 0) form[out++] = {v, sum};
  }
  form.resize(out);
}

namespace {

// target += factor * (row without pivot); both sorted.
void add_multiple(Form& target, const Form& row, Residue factor, Form& scratch) {
  scratch.clear();
  std::size_t i = 0, j = 0;
  while (i < target.size() || j < row.size()) {
    if (j == row.size() || (i < target.size() && target[i].variable < row[j].variable)) {
      scratch.push_back(target[i++]);
    } else if (i == target.size() || row[j].variable < target[i].variable) {
      scratch.push_back({row[j].variable, mul(factor, row[j].coefficient)});
      ++j;
    } else {
      const Residue c = add(target[i].coefficient, mul(factor, row[j].coefficient));
      if (c != 0) scratch.push_back({target[i].variable, c});
      ++i, ++j;
    }
  }
  target.swap(scratch);
}

void collect(LinearTable::Trace& trace) {
  std::sort(trace.begin(), trace.end());
  std::size_t out = 0;
  for (std::size_t i = 0; i < trace.size();) {
    Residue sum = 0;
    const std::int32_t input = trace[i].first;
    for (; i < trace.size() && trace[i].first == input; ++i) sum = add(sum, trace[i].second);
    if (sum != 0) trace[out++] = {input, sum};
  }
  trace.resize(out);
}

}  // namespace

void LinearTable::reserve_variables(Variable count) {
  const auto old = static_cast<Variable>(row_of_.size());
  if (count <= old) return;
  row_of_.resize(static_cast<std::size_t>(count), -1);
  hashes_.resize(static_cast<std::size_t>(count));
  for (Variable v = old; v < count; ++v)
    hashes_[static_cast<std::size_t>(v)] = random_residue(static_cast<std::uint64_t>(v) + 1);
}

void LinearTable::reduce(Form& form, Trace* trace) const {
  Form scratch;
  for (;;) {
    // Oldest row first: eliminating with row r brings in only variables that were free when r
    // was added, so later rows never bring an earlier pivot back.
    std::int32_t oldest = -1;
    std::size_t at = 0;
    for (std::size_t i = 0; i < form.size(); ++i) {
      const std::int32_t r = row_of_[static_cast<std::size_t>(form[i].variable)];
      if (r >= 0 && (oldest < 0 || r < oldest)) oldest = r, at = i;
    }
    if (oldest < 0) return;
    const Row& row = rows_[static_cast<std::size_t>(oldest)];
    const Residue c = form[at].coefficient;
    form.erase(form.begin() + static_cast<std::ptrdiff_t>(at));
    add_multiple(form, row.rest, negate(c), scratch);
    if (trace)
      for (const auto& [input, k] : row.trace) trace->emplace_back(input, mul(c, k));
  }
}

bool LinearTable::insert(Form form, std::int32_t input) {
  Trace trace;
  reduce(form, &trace);
  if (form.empty() || form.back().variable < kConstants) return false;
  // The last variable belongs to the youngest point: later points are expressed by earlier ones.
  const Term pivot = form.back();
  form.pop_back();
  const Residue scale = inverse(pivot.coefficient);
  for (Term& t : form) t.coefficient = mul(t.coefficient, scale);
  for (auto& [i, k] : trace) k = negate(mul(k, scale));
  trace.emplace_back(input, scale);
  collect(trace);
  row_of_[static_cast<std::size_t>(pivot.variable)] = static_cast<std::int32_t>(rows_.size());
  rows_.push_back({pivot.variable, std::move(form), std::move(trace)});
  return true;
}

void LinearTable::rehash() {
  // Youngest first: the rest of a row holds free variables and pivots of younger rows only.
  for (auto row = rows_.rbegin(); row != rows_.rend(); ++row)
    hashes_[static_cast<std::size_t>(row->pivot)] = negate(hash(row->rest));
}

Residue LinearTable::hash(const Form& form) const {
  Residue sum = 0;
  for (const Term& t : form) sum = add(sum, mul(t.coefficient, hash(t.variable)));
  return sum;
}

std::size_t LinearTable::relations_among(const std::vector<Variable>& variables) const {
  // The normal forms of the variables span a space; what is missing to full dimension are the
  // relations. They are eliminated into a table of their own.
  LinearTable span;
  span.reserve_variables(static_cast<Variable>(row_of_.size()));
  for (std::size_t i = 0; i < variables.size(); ++i) {
    Form form{{variables[i], 1}};
    reduce(form, nullptr);
    span.insert(std::move(form), static_cast<std::int32_t>(i));
  }
  return variables.size() - span.rank();
}

bool LinearTable::explain(Form form, Trace& trace) const {
  trace.clear();
  reduce(form, &trace);
  collect(trace);
  return form.empty();
}

}  // namespace kernel
