// Python face of the kernel. Facts cross as tuples (relation, points, numerator, denominator).
#include <nanobind/nanobind.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>

#include <atomic>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "closure.hpp"

namespace nb = nanobind;
using namespace nb::literals;

namespace {

using kernel::Application;
using kernel::Closure;
using kernel::Fact;
using kernel::Point;
using kernel::Residue;

constexpr const char* kRelations[] = {"coll", "cyclic", "para", "perp", "cong", "eqangle",
                                      "eqratio", "aconst", "rconst", "lconst", "lsum", "apollonius",
                                      "eqpower", "sinlaw", "eqproduct"};
constexpr std::size_t kPointCount[] = {3, 4, 4, 4, 4, 8, 8, 4, 4, 2, 6, 4, 5, 3, 12};
constexpr const char* kTables[] = {"angle", "ratio", "length", "square"};

using FactTuple = std::tuple<std::string, std::vector<int>, std::int64_t, std::int64_t>;
using RuleTuple = std::tuple<std::string, std::vector<std::string>, std::vector<FactTuple>, std::vector<FactTuple>>;
using ApplicationTuple = std::tuple<int, std::vector<int>, std::optional<FactTuple>>;

Fact to_fact(const FactTuple& t, int limit) {
  const auto& [name, points, num, den] = t;
  for (std::size_t r = 0; r < std::size(kRelations); ++r) {
    if (name != kRelations[r]) continue;
    if (points.size() != kPointCount[r]) throw std::invalid_argument("wrong number of points for " + name);
    Fact fact{static_cast<kernel::Relation>(r), {}, {num, den}};
    for (std::size_t i = 0; i < points.size(); ++i) {
      if (points[i] < 0 || points[i] >= limit) throw std::invalid_argument("no such point");
      fact.points[i] = static_cast<Point>(points[i]);
    }
    return fact;
  }
  throw std::invalid_argument("unknown relation " + name);
}

FactTuple to_tuple(const Fact& fact) {
  const auto r = static_cast<std::size_t>(fact.relation);
  return {kRelations[r],
          {fact.points.begin(), fact.points.begin() + static_cast<std::ptrdiff_t>(kPointCount[r])},
          fact.value.num, fact.value.den};
}

kernel::TableId to_table(const std::string& name) {
  for (int t = 0; t < kernel::kTableCount; ++t)
    if (name == kTables[t]) return static_cast<kernel::TableId>(t);
  throw std::invalid_argument("unknown table " + name);
}

class PyClosure {
 public:
  PyClosure(const std::vector<std::pair<double, double>>& points, const std::vector<RuleTuple>& rules)
      : cancel_(std::make_unique<std::atomic<bool>>(false)) {
    kernel::Figure figure;
    if (points.size() > static_cast<std::size_t>(kernel::kMaxPoints)) throw std::invalid_argument("too many points");
    for (const auto& [x, y] : points) figure.add_point(x, y);
    std::vector<kernel::Rule> table;
    for (const auto& [name, variables, premises, conclusions] : rules) {
      kernel::Rule rule{name, variables, {}, {}};
      if (variables.size() > std::tuple_size_v<kernel::Assignment>) throw std::invalid_argument("rule " + name + " has too many variables");
      const int limit = static_cast<int>(variables.size());
      for (const auto& f : premises) rule.premises.push_back(to_fact(f, limit));
      for (const auto& f : conclusions) rule.conclusions.push_back(to_fact(f, limit));
      table.push_back(std::move(rule));
    }
    closure_ = std::make_unique<Closure>(std::move(figure), std::move(table));
  }
  PyClosure(const PyClosure& other)
      : closure_(std::make_unique<Closure>(*other.closure_)), cancel_(std::make_unique<std::atomic<bool>>(false)) {}

  bool assume(const FactTuple& fact) { return closure_->assume(to_fact(fact, size())); }
  void add_goal(const FactTuple& fact) { closure_->add_goal(to_fact(fact, size())); }
  void add_point(double x, double y) {
    if (size() >= kernel::kMaxPoints) throw std::invalid_argument("too many points");
    closure_->add_point(x, y);
  }
  void cancel() { cancel_->store(true); }

  std::string run(double seconds, int stage) {
    kernel::Status status;
    {
      nb::gil_scoped_release release;
      status = closure_->run(seconds, static_cast<kernel::Stage>(stage), cancel_.get());
    }
    switch (status) {
      case kernel::Status::proved: return "proved";
      case kernel::Status::saturated: return "saturated";
      case kernel::Status::out_of_time: return "out_of_time";
      case kernel::Status::cancelled: return "cancelled";
    }
    return "saturated";
  }

  std::vector<FactTuple> missing_goals() const {
    std::vector<FactTuple> out;
    for (const Fact& f : closure_->missing_goals()) out.push_back(to_tuple(f));
    return out;
  }

  ApplicationTuple application(int number) const {
    const Application& a = closure_->applications().at(static_cast<std::size_t>(number));
    if (a.rule < 0) return {a.rule, {}, to_tuple(a.fact)};
    const std::size_t n = closure_->rules()[static_cast<std::size_t>(a.rule)].variables.size();
    return {a.rule, {a.points.begin(), a.points.begin() + static_cast<std::ptrdiff_t>(n)}, std::nullopt};
  }
  std::size_t application_count() const { return closure_->applications().size(); }

  bool replay(const PyClosure& source, const std::vector<int>& numbers) {
    std::vector<Application> list;
    for (const int i : numbers) list.push_back(source.closure_->applications().at(static_cast<std::size_t>(i)));
    nb::gil_scoped_release release;
    return closure_->replay(list);
  }

  bool known(const FactTuple& fact) const { return closure_->tables().known(to_fact(fact, size())); }

  // (latest application, [(application, conclusion, equation, coefficient modulo 2^61 - 1)])
  using Uses = std::vector<std::tuple<int, int, int, Residue>>;
  std::optional<std::pair<int, Uses>> explain(const FactTuple& fact, const std::string& table) const {
    const kernel::TableId id = to_table(table);
    const auto forms = closure_->tables().equations(to_fact(fact, size()), id);
    kernel::Explanation why;
    if (forms.empty() || !closure_->tables().explain(forms[0], id, why)) return std::nullopt;
    Uses uses;
    for (const auto& [input, c] : why.uses) uses.emplace_back(input.application, input.conclusion, input.equation, c);
    return std::make_pair(static_cast<int>(why.latest), std::move(uses));
  }

  // Independent relations that are known between the directions and between the lengths of the
  // first `points` points.
  std::size_t knowledge(int points) const {
    std::vector<kernel::Variable> variables;
    for (Point b = 0; b < points; ++b)
      for (Point a = 0; a < b; ++a)
        if (closure_->figure().distinct(a, b)) variables.push_back(kernel::pair_variable(a, b));
    const auto& tables = closure_->tables();
    return tables.table(kernel::kAngle).relations_among(variables) + tables.table(kernel::kRatio).relations_among(variables);
  }

  nb::dict statistics() const {
    nb::dict d;
    d["points"] = size();
    d["instances"] = closure_->instances();
    d["sweeps"] = closure_->sweeps();
    d["applications"] = closure_->applications().size();
    for (int t = 0; t < kernel::kTableCount; ++t)
      d[(std::string("rank_") + kTables[t]).c_str()] = closure_->tables().table(static_cast<kernel::TableId>(t)).rank();
    return d;
  }

 private:
  int size() const { return closure_->figure().size(); }

  std::unique_ptr<Closure> closure_;
  std::unique_ptr<std::atomic<bool>> cancel_;
};

}  // namespace

NB_MODULE(_kernel, m) {
  m.doc() = "Deductive closure of plane geometry.";
  m.attr("PRIME") = kernel::kPrime;
  nb::class_<PyClosure>(m, "Closure")
      .def(nb::init<const std::vector<std::pair<double, double>>&, const std::vector<RuleTuple>&>(), "points"_a, "rules"_a)
      .def("clone", [](const PyClosure& c) { return PyClosure(c); })
      .def("assume", &PyClosure::assume, "fact"_a)
      .def("add_goal", &PyClosure::add_goal, "fact"_a)
      .def("add_point", &PyClosure::add_point, "x"_a, "y"_a)
      .def("run", &PyClosure::run, "seconds"_a, "stage"_a)
      .def("cancel", &PyClosure::cancel)
      .def("replay", &PyClosure::replay, "source"_a, "numbers"_a)
      .def("known", &PyClosure::known, "fact"_a)
      .def("explain", &PyClosure::explain, "fact"_a, "table"_a)
      .def("application", &PyClosure::application, "number"_a)
      .def("application_count", &PyClosure::application_count)
      .def("missing_goals", &PyClosure::missing_goals)
      .def("knowledge", &PyClosure::knowledge, "points"_a)
      .def("statistics", &PyClosure::statistics);
}
