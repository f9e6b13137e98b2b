// Instances of theorems whose premises hold in the numeric figure: only they can be proved.
#pragma once

#include <string_view>
#include <vector>

#include "facts.hpp"

namespace kernel {

struct Instance {
  int rule;
  Assignment points;
};

// Turns points named as in a matcher into a rule's own order of variables.
class RuleBinding {
 public:
  // `variables` separated by single spaces, as the matcher will give the points.
  RuleBinding(const std::vector<Rule>& rules, std::string_view name, std::string_view variables);

  // False if the rule table does not have the rule: then the matcher emits nothing.
  bool present() const { return rule_ >= 0; }
  Instance operator()(std::initializer_list<Point> points) const;

 private:
  int rule_ = -1;
  std::array<std::size_t, 8> position_{};
};

// The maximal sets of at least three collinear, and of at least four concyclic points.
std::vector<std::vector<Point>> numeric_lines(const Figure& figure);
std::vector<std::vector<Point>> numeric_circles(const Figure& figure);

// All instances of the rules that are matched one by one, with a point >= `first_new`.
// (Similar triangles, circles and ratios on lines are matched by hashing instead.)
std::vector<Instance> match_rules(const Figure& figure, const std::vector<Rule>& rules, Point first_new);

}  // namespace kernel
