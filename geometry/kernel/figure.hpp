// The numeric figure: coordinates, and the lengths and directions of all point pairs.
#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "linear_table.hpp"

namespace kernel {

using Point = std::int16_t;

// Numbering of point pairs: pair (i, j), i < j, stands at j(j-1)/2 + i, so that a new point
// appends pairs and moves none.
inline std::size_t pair_index(Point a, Point b) {
  const std::size_t i = static_cast<std::size_t>(a < b ? a : b);
  const std::size_t j = static_cast<std::size_t>(a < b ? b : a);
  return j * (j - 1) / 2 + i;
}

inline Variable pair_variable(Point a, Point b) {
  return kConstants + static_cast<Variable>(pair_index(a, b));
}

// More points than this no figure may have; the variables behind the pairs stand for sines.
constexpr Point kMaxPoints = 120;
constexpr Variable kFirstSine = kConstants + kMaxPoints * (kMaxPoints - 1) / 2;

// Below this, two numbers of the figure (of diameter about 1) are taken for equal. It only
// decides what is worth trying to prove.
constexpr double kTolerance = 1e-7;

class Figure {
 public:
  void add_point(double x, double y);

  Point size() const { return static_cast<Point>(x_.size()); }
  double x(Point p) const { return x_[static_cast<std::size_t>(p)]; }
  double y(Point p) const { return y_[static_cast<std::size_t>(p)]; }

  // Different points, so that their line and the log of their distance exist.
  bool distinct(Point a, Point b) const { return a != b && length(a, b) > 1e-6; }
  double length(Point a, Point b) const { return length_[pair_index(a, b)]; }
  double log_length(Point a, Point b) const { return log_length_[pair_index(a, b)]; }
  // Direction of the line in units of pi, in [0, 1).
  double direction(Point a, Point b) const { return direction_[pair_index(a, b)]; }

  // Twice the signed area of the triangle.
  double cross(Point a, Point b, Point c) const;
  bool collinear(Point a, Point b, Point c) const;
  // A proper triangle whose angles are not so small that their lifts are in doubt.
  bool triangle(Point a, Point b, Point c) const;
  bool parallel(Point a, Point b, Point c, Point d) const {
    return near_integer(direction(a, b) - direction(c, d));
  }
  bool perpendicular(Point a, Point b, Point c, Point d) const {
    return near_integer(direction(a, b) - direction(c, d) - 0.5);
  }
  bool equal(Point a, Point b, Point c, Point d) const {
    return std::abs(log_length(a, b) - log_length(c, d)) < kTolerance;
  }
  // Whether d is on the circle through the triangle a, b, c, or so near that it is in doubt.
  bool concyclic(Point a, Point b, Point c, Point d) const;
  // Which of three points on a line lies between the others: 0, 1 or 2.
  int middle(Point a, Point b, Point c) const;

  static bool near_integer(double v) { return std::abs(v - std::round(v)) < kTolerance; }

 private:
  std::vector<double> x_, y_, length_, log_length_, direction_;
};

}  // namespace kernel
