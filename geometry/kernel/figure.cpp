#include "figure.hpp"

#include <algorithm>

namespace kernel {

void Figure::add_point(double x, double y) {
  for (std::size_t i = 0; i < x_.size(); ++i) {
    const double dx = x - x_[i], dy = y - y_[i], d = std::hypot(dx, dy);
    length_.push_back(d);
    log_length_.push_back(d > 0 ? std::log(d) : -1e9);
    double theta = std::atan2(dy, dx) / 3.14159265358979323846;
    if (theta < 0) theta += 1;
    if (theta >= 1) theta -= 1;
    direction_.push_back(theta);
  }
  x_.push_back(x);
  y_.push_back(y);
}

double Figure::cross(Point a, Point b, Point c) const {
  return (x(b) - x(a)) * (y(c) - y(a)) - (x(c) - x(a)) * (y(b) - y(a));
}

bool Figure::collinear(Point a, Point b, Point c) const {
  return distinct(a, b) && distinct(b, c) && distinct(a, c) && parallel(a, b, a, c) &&
         parallel(a, b, b, c);
}

bool Figure::triangle(Point a, Point b, Point c) const {
  if (!distinct(a, b) || !distinct(b, c) || !distinct(a, c)) return false;
  const double area = std::abs(cross(a, b, c));
  return area > 1e-5 * length(a, b) * length(a, c) && area > 1e-5 * length(b, a) * length(b, c) &&
         area > 1e-5 * length(c, a) * length(c, b);
}

bool Figure::concyclic(Point a, Point b, Point c, Point d) const {
  const auto dx = [&](Point p) { return x(p) - x(d); };
  const auto dy = [&](Point p) { return y(p) - y(d); };
  const auto square = [&](Point p) { return dx(p) * dx(p) + dy(p) * dy(p); };
  const auto turn = [&](Point p, Point q) { return dx(p) * dy(q) - dy(p) * dx(q); };
  const double power = square(a) * turn(b, c) + square(b) * turn(c, a) + square(c) * turn(a, b);
  const double size = std::max({square(a), square(b), square(c)});
  return std::abs(power) < 1e-5 * size * size;
}

int Figure::middle(Point a, Point b, Point c) const {
  const double ab = length(a, b), bc = length(b, c), ca = length(c, a);
  return ca >= ab && ca >= bc ? 1 : (bc >= ab ? 0 : 2);
}

}  // namespace kernel
