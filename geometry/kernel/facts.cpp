#include "facts.hpp"

#include <cmath>
#include <initializer_list>

namespace kernel {

namespace {

constexpr std::array<int, kConstants - 1> kPrimes{2,  3,  5,  7,  11, 13, 17, 19,  23,  29, 31,
                                                  37, 41, 43, 47, 53, 59, 61, 67,  71,  73, 79,
                                                  83, 89, 97, 101, 103, 107, 109, 113, 127};

struct Signed {
  Point a, b;
  int factor;
};

// Adds factor * log |sin(pi r)| for the r whose sine is the root of a rational; false for others.
bool add_log_sine(Form& form, Rational r, Residue factor) {
  const std::int64_t turns = ((12 * r.num) % (12 * r.den) + 12 * r.den) % (12 * r.den);  // r mod 1, times 12 den
  if (turns % r.den != 0) return false;
  const Residue half = mul(factor, from_fraction(1, 2));
  switch (turns / r.den) {
    case 6: return true;
    case 2: case 10: return add_log(form, {1, 2}, factor);
    case 3: case 9: return add_log(form, {1, 2}, half);
    case 4: case 8: return add_log(form, {3, 4}, half);
    default: return false;
  }
}

}  // namespace

bool add_log(Form& form, Rational value, Residue factor) {
  for (int side = 0; side < 2; ++side) {
    std::int64_t n = side == 0 ? value.num : value.den;
    const Residue unit = side == 0 ? factor : negate(factor);
    for (std::size_t k = 0; k < kPrimes.size(); ++k)
      for (; n % kPrimes[k] == 0; n /= kPrimes[k]) form.push_back({static_cast<Variable>(k + 1), unit});
    if (n != 1) return false;
  }
  return true;
}

void FactTables::resize() {
  const std::size_t n = static_cast<std::size_t>(figure_->size());
  for (LinearTable& t : table_)
    t.reserve_variables(kConstants + static_cast<Variable>(n * (n + 1) / 2));
}

Variable FactTables::sine_variable(Point a, Point b, Point c, Point d) const {
  const auto x = static_cast<std::uint64_t>(pair_index(a, b)), y = static_cast<std::uint64_t>(pair_index(c, d));
  const std::uint64_t key = x < y ? (x << 32 | y) : (y << 32 | x);
  const auto [it, fresh] = sines_.try_emplace(key, kFirstSine + static_cast<Variable>(sines_.size()));
  if (fresh) table_[kRatio].reserve_variables(it->second + 1);
  return it->second;
}

std::vector<Form> FactTables::equations(const Fact& fact, TableId table) const {
  const auto& p = fact.points;
  std::vector<Form> out;
  bool proper = true;

  // Directions with their constant lifted to what the figure says: `fraction` modulo 1.
  const auto angle = [&](std::initializer_list<Signed> terms, Rational fraction) {
    Form form;
    double value = 0;
    for (const Signed& t : terms) {
      if (!figure_->distinct(t.a, t.b)) { proper = false; return; }
      form.push_back({pair_variable(t.a, t.b), from_integer(t.factor)});
      value += t.factor * figure_->direction(t.a, t.b);
    }
    const double rest = value - static_cast<double>(fraction.num) / static_cast<double>(fraction.den);
    const auto turns = static_cast<std::int64_t>(std::llround(rest));
    if (std::abs(rest - static_cast<double>(turns)) > 1e-5) { proper = false; return; }
    form.push_back({0, negate(from_fraction(fraction.num + turns * fraction.den, fraction.den))});
    normalise(form);
    out.push_back(std::move(form));
  };
  const auto linear = [&](std::initializer_list<Signed> terms) -> Form* {
    Form form;
    for (const Signed& t : terms) {
      if (!figure_->distinct(t.a, t.b)) { proper = false; return nullptr; }
      form.push_back({pair_variable(t.a, t.b), from_integer(t.factor)});
    }
    normalise(form);
    out.push_back(std::move(form));
    return &out.back();
  };
  // As `linear`, where a point may stand in both places: its distance from itself is 0.
  const auto squares = [&](std::initializer_list<Signed> terms) {
    Form form;
    for (const Signed& t : terms) {
      if (t.a == t.b) continue;
      if (!figure_->distinct(t.a, t.b)) { proper = false; return; }
      form.push_back({pair_variable(t.a, t.b), from_integer(t.factor)});
    }
    normalise(form);
    out.push_back(std::move(form));
  };
  const Rational zero{0, 1};

  if (table == kAngle) {
    switch (fact.relation) {
      case Relation::coll:
        angle({{p[0], p[1], 1}, {p[0], p[2], -1}}, zero);
        angle({{p[0], p[1], 1}, {p[1], p[2], -1}}, zero);
        break;
      case Relation::cyclic:
        angle({{p[0], p[1], 1}, {p[2], p[3], 1}, {p[0], p[2], -1}, {p[1], p[3], -1}}, zero);
        angle({{p[0], p[1], 1}, {p[2], p[3], 1}, {p[0], p[3], -1}, {p[1], p[2], -1}}, zero);
        break;
      case Relation::para: angle({{p[0], p[1], 1}, {p[2], p[3], -1}}, zero); break;
      case Relation::perp: angle({{p[0], p[1], 1}, {p[2], p[3], -1}}, {1, 2}); break;
      case Relation::eqangle:
        angle({{p[0], p[1], 1}, {p[2], p[3], -1}, {p[4], p[5], -1}, {p[6], p[7], 1}}, zero);
        break;
      case Relation::aconst: angle({{p[2], p[3], 1}, {p[0], p[1], -1}}, fact.value); break;
      default: break;
    }
  } else if (table == kRatio) {
    switch (fact.relation) {
      case Relation::cong: linear({{p[0], p[1], 1}, {p[2], p[3], -1}}); break;
      case Relation::eqratio:
        linear({{p[0], p[1], 1}, {p[2], p[3], -1}, {p[4], p[5], -1}, {p[6], p[7], 1}});
        break;
      case Relation::eqproduct:
        linear({{p[0], p[1], 1}, {p[2], p[3], 1}, {p[4], p[5], 1},
                {p[6], p[7], -1}, {p[8], p[9], -1}, {p[10], p[11], -1}});
        break;
      case Relation::rconst:
      case Relation::lconst: {
        Form* form = fact.relation == Relation::rconst
                         ? linear({{p[0], p[1], 1}, {p[2], p[3], -1}})
                         : linear({{p[0], p[1], 1}});
        if (form) {
          proper = add_log(*form, fact.value, negate(1)) && proper;
          normalise(*form);
        }
        break;
      }
      case Relation::sinlaw: {
        // bc : sin a = ca : sin b = ab : sin c.
        if (!figure_->triangle(p[0], p[1], p[2])) { proper = false; break; }
        const Variable a = sine_variable(p[0], p[1], p[0], p[2]), b = sine_variable(p[1], p[2], p[1], p[0]),
                       c = sine_variable(p[2], p[0], p[2], p[1]);
        const auto law = [&](Signed u, Signed v, Variable s, Variable t) {
          if (Form* form = linear({u, v})) {
            form->push_back({s, negate(1)});
            form->push_back({t, 1});
            normalise(*form);
          }
        };
        law({p[1], p[2], 1}, {p[2], p[0], -1}, a, b);
        law({p[2], p[0], 1}, {p[0], p[1], -1}, b, c);
        break;
      }
      case Relation::eqangle: {
        if (figure_->parallel(p[0], p[1], p[2], p[3])) { proper = false; break; }
        Form form{{sine_variable(p[0], p[1], p[2], p[3]), 1}, {sine_variable(p[4], p[5], p[6], p[7]), negate(1)}};
        normalise(form);
        out.push_back(std::move(form));
        break;
      }
      case Relation::perp:
      case Relation::aconst: {
        Form form{{sine_variable(p[0], p[1], p[2], p[3]), 1}};
        const Rational r = fact.relation == Relation::perp ? Rational{1, 2} : fact.value;
        proper = add_log_sine(form, r, negate(1));
        normalise(form);
        out.push_back(std::move(form));
        break;
      }
      default: break;
    }
  } else {
    const bool square = table == kSquare;
    switch (fact.relation) {
      case Relation::coll:
        if (!square) {
          static constexpr int kSign[3][3] = {{1, 1, -1}, {1, -1, 1}, {-1, 1, 1}};
          // Position of the middle point: ab + bc = ac for b, and likewise.
          if (!figure_->distinct(p[0], p[1]) || !figure_->distinct(p[1], p[2]) ||
              !figure_->distinct(p[0], p[2])) { proper = false; break; }
          const int m = figure_->middle(p[0], p[1], p[2]);
          const int* s = m == 1 ? kSign[0] : (m == 0 ? kSign[1] : kSign[2]);
          linear({{p[0], p[1], s[0]}, {p[1], p[2], s[1]}, {p[0], p[2], s[2]}});
        }
        break;
      case Relation::perp:
        if (square) squares({{p[0], p[2], 1}, {p[1], p[3], 1}, {p[0], p[3], -1}, {p[1], p[2], -1}});
        break;
      case Relation::cong: linear({{p[0], p[1], 1}, {p[2], p[3], -1}}); break;
      case Relation::rconst:
      case Relation::lconst: {
        const std::int64_t num = square ? fact.value.num * fact.value.num : fact.value.num;
        const std::int64_t den = square ? fact.value.den * fact.value.den : fact.value.den;
        Form* form = linear({{p[0], p[1], 1}});
        if (!form) break;
        const Residue r = negate(from_fraction(num, den));
        if (fact.relation == Relation::lconst) {
          form->push_back({0, r});
        } else if (figure_->distinct(p[2], p[3])) {
          form->push_back({pair_variable(p[2], p[3]), r});
        } else {
          proper = false;
        }
        normalise(*form);
        break;
      }
      case Relation::apollonius:
        if (square) squares({{p[0], p[2], 1}, {p[0], p[3], 1}, {p[0], p[1], -2}, {p[1], p[2], -2}});
        break;
      case Relation::eqpower:
        if (square) squares({{p[0], p[1], 1}, {p[1], p[2], -1}, {p[0], p[3], -1}, {p[3], p[4], 1}});
        break;
      case Relation::lsum:
        if (!square) linear({{p[0], p[1], 1}, {p[2], p[3], 1}, {p[4], p[5], -1}});
        break;
      default: break;
    }
  }
  if (!proper) out.clear();
  return out;
}

bool FactTables::insert(const Fact& fact, std::int32_t application, std::int32_t conclusion, bool sines) {
  bool fresh = false;
  for (int t = 0; t < kTableCount; ++t) {
    if (!enabled_[static_cast<std::size_t>(t)]) continue;
    const auto id = static_cast<TableId>(t);
    if (id == kRatio && speaks_of_sines(fact.relation) && !sines) continue;
    const std::vector<Form> forms = equations(fact, id);
    for (std::size_t k = 0; k < forms.size(); ++k) {
      auto& inputs = inputs_[static_cast<std::size_t>(t)];
      if (table_[static_cast<std::size_t>(t)].insert(forms[k], static_cast<std::int32_t>(inputs.size()))) {
        inputs.push_back({application, conclusion, static_cast<std::int32_t>(k)});
        fresh = true;
      }
    }
  }
  return fresh;
}

void FactTables::rehash() {
  for (int t = 0; t < kTableCount; ++t)
    if (enabled_[static_cast<std::size_t>(t)]) table_[static_cast<std::size_t>(t)].rehash();
}

bool FactTables::known_in(const Fact& fact, TableId table) const {
  if (!enabled_[table]) return false;
  if (table == kLength && fact.relation == Relation::coll) return false;  // the order is not proof
  if (table == kRatio && speaks_of_sines(fact.relation)) return false;     // nor are equal sines
  const std::vector<Form> forms = equations(fact, table);
  return !forms.empty() && holds(forms[0], table);
}

bool FactTables::known(const Fact& fact) const {
  if (fact.relation == Relation::cyclic) {
    // Four points of one line see each other under equal angles as well.
    const auto& q = fact.points;
    if (!figure_->triangle(q[0], q[1], q[2]) || !figure_->triangle(q[0], q[1], q[3])) return false;
    for (const Form& form : equations(fact, kAngle))
      if (holds(form, kAngle)) return true;
    const auto& p = fact.points;
    return known_in({Relation::eqangle, {p[0], p[2], p[0], p[3], p[1], p[2], p[1], p[3]}}, kAngle);
  }
  if (fact.relation == Relation::coll) {
    for (const Form& form : equations(fact, kAngle))
      if (holds(form, kAngle)) return true;
    const auto& p = fact.points;
    return known_in({Relation::para, {p[0], p[2], p[1], p[2]}}, kAngle);
  }
  for (int t = 0; t < kTableCount; ++t)
    if (known_in(fact, static_cast<TableId>(t))) return true;
  return false;
}

bool FactTables::complete(const Fact& fact) const {
  for (int t = 0; t < kTableCount; ++t) {
    if (!enabled_[static_cast<std::size_t>(t)] || (t == kRatio && speaks_of_sines(fact.relation))) continue;
    for (const Form& form : equations(fact, static_cast<TableId>(t)))
      if (!holds(form, static_cast<TableId>(t))) return false;
  }
  return true;
}

bool FactTables::explain(const Form& form, TableId table, Explanation& out) const {
  LinearTable::Trace trace;
  out.uses.clear();
  out.latest = -1;
  if (!enabled_[table] || !table_[table].explain(form, trace)) return false;
  for (const auto& [number, coefficient] : trace) {
    const Input& input = inputs_[table][static_cast<std::size_t>(number)];
    out.uses.emplace_back(input, coefficient);
    out.latest = std::max(out.latest, input.application);
  }
  return true;
}

}  // namespace kernel
