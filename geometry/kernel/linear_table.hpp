// A growing system of linear equations that answers at once whether an equation follows,
// and afterwards from which inputs.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "modular.hpp"

namespace kernel {

using Variable = std::int32_t;

struct Term {
  Variable variable;
  Residue coefficient;
};

// A linear form, terms sorted by variable, no zero coefficients; an equation says it is 0.
using Form = std::vector<Term>;

// Sorts, merges equal variables and drops zeros.
void normalise(Form& form);

// Variables below this are constants of the table (1, or the logs of primes): never eliminated.
constexpr Variable kConstants = 32;

class LinearTable {
 public:
  // A use of an input equation: its number and its coefficient.
  using Trace = std::vector<std::pair<std::int32_t, Residue>>;

  void reserve_variables(Variable count);

  // Adds `form = 0` as the input with number `input`. Returns false, and adds nothing, if it
  // follows from the earlier ones (or contradicts them, which a true figure excludes).
  // Rows are kept triangular: a row never changes once it stands, so that the rows up to any
  // moment describe what was known then.
  bool insert(Form form, std::int32_t input);

  // Brings the hashes up to date with all inserted rows. Two linear forms that are equal modulo
  // the equations have equal hashes; different ones collide with probability 2^-61.
  void rehash();

  Residue hash(Variable v) const { return hashes_[static_cast<std::size_t>(v)]; }
  Residue hash(const Form& form) const;

  // The inputs whose combination is `form`, earliest possible; false if it does not follow.
  bool explain(Form form, Trace& trace) const;

  // How many independent equations between these variables alone (and constants) follow.
  std::size_t relations_among(const std::vector<Variable>& variables) const;

  std::size_t rank() const { return rows_.size(); }

 private:
  struct Row {
    Variable pivot;  // its coefficient is 1 and is not stored in `rest`
    Form rest;
    Trace trace;
  };

  // Eliminates every pivot from `form`, rows in order of age; appends the multiples to `trace`.
  void reduce(Form& form, Trace* trace) const;

  std::vector<Row> rows_;
  std::vector<std::int32_t> row_of_;  // variable -> row in which it is the pivot, or -1
  std::vector<Residue> hashes_;
};

}  // namespace kernel
