// Facts, rules and the four tables: what a fact means as equations, what is known.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "figure.hpp"
#include "linear_table.hpp"

namespace kernel {

enum class Relation : std::uint8_t {
  coll, cyclic, para, perp, cong, eqangle, eqratio, aconst, rconst, lconst, lsum,
  apollonius, eqpower, sinlaw, eqproduct,
};

enum TableId : int { kAngle, kRatio, kLength, kSquare, kTableCount };

struct Rational {
  std::int64_t num = 0, den = 1;
};

struct Fact {
  Relation relation;
  std::array<Point, 12> points{};
  Rational value{};
};

// A rule as data: facts over the rule's variables (`points` hold variable numbers).
struct Rule {
  std::string name;
  std::vector<std::string> variables;
  std::vector<Fact> premises, conclusions;
};

using Assignment = std::array<Point, 8>;  // a point for each variable of a rule

inline Fact instantiate(const Fact& pattern, const Assignment& points) {
  Fact fact = pattern;
  for (Point& p : fact.points) p = points[static_cast<std::size_t>(p)];
  return fact;
}

// Why facts stand in the tables: a hypothesis, a rule, or the passage from one table to others.
struct Application {
  static constexpr int kGiven = -1, kBridge = -2;
  int rule = kGiven;
  Assignment points{};
  Fact fact{};  // of a hypothesis or a bridge
};

// One input equation of a table.
struct Input {
  std::int32_t application;
  std::int32_t conclusion;  // which of the application's facts
  std::int32_t equation;    // which of that fact's equations in this table
};

// What a table says about a fact.
struct Explanation {
  std::int32_t latest = 0;  // youngest application used
  std::vector<std::pair<Input, Residue>> uses;
};

class FactTables {
 public:
  explicit FactTables(const Figure& figure) : figure_(&figure) { resize(); }
  void set_figure(const Figure& figure) { figure_ = &figure; resize(); }

  // The equations of `fact` in `table`; none if the fact has no meaning there. The constants of
  // angle equations are lifted: they are what the figure says, exactly. Empty as well where two
  // points coincide in the figure.
  std::vector<Form> equations(const Fact& fact, TableId table) const;

  // Adds everything that `fact` means to the enabled tables; true if something was new. What an
  // equality of angles says about sines is added only where `sines` asks for it.
  bool insert(const Fact& fact, std::int32_t application, std::int32_t conclusion, bool sines = false);

  void rehash();

  // Whether the fact follows from what stood in the tables at the last `rehash`. Collinear and
  // concyclic points follow from one equation of angles.
  bool known(const Fact& fact) const;
  // Whether every equation of the fact is already there, in every enabled table.
  bool complete(const Fact& fact) const;
  // Whether the fact is equivalent to equation 0 in this table, and that equation is known.
  bool known_in(const Fact& fact, TableId table) const;
  bool holds(const Form& form, TableId table) const { return table_[table].hash(form) == 0; }

  bool explain(const Form& form, TableId table, Explanation& out) const;

  void enable(TableId table) { enabled_[table] = true; }
  bool enabled(TableId table) const { return enabled_[table]; }
  const LinearTable& table(TableId t) const { return table_[t]; }

  Residue direction_hash(Point a, Point b) const { return table_[kAngle].hash(pair_variable(a, b)); }
  Residue ratio_hash(Point a, Point b) const { return table_[kRatio].hash(pair_variable(a, b)); }
  // Hash of the log of the sine of the angle between two lines.
  Residue sine_hash(Point a, Point b, Point c, Point d) const { return table_[kRatio].hash(sine_variable(a, b, c, d)); }
  Residue one_hash() const { return table_[kAngle].hash(0); }

 private:
  void resize();
  Variable sine_variable(Point a, Point b, Point c, Point d) const;

  const Figure* figure_;
  mutable std::array<LinearTable, kTableCount> table_;  // asking for a sine may make it a variable
  mutable std::unordered_map<std::uint64_t, Variable> sines_;
  std::array<std::vector<Input>, kTableCount> inputs_;
  std::array<bool, kTableCount> enabled_{true, true, false, false};
};

// Relations whose equation in the table of ratios speaks of sines and only follows from them.
inline bool speaks_of_sines(Relation r) {
  return r == Relation::eqangle || r == Relation::perp || r == Relation::aconst;
}

// Adds factor * log(value), by the logs of small primes; false if a prime factor is too large.
bool add_log(Form& form, Rational value, Residue factor);

}  // namespace kernel
