#include "shapes.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace kernel {

namespace {

// Splits sorted entries into runs whose keys differ by less than the tolerance.
template <typename Entry, typename Key, typename Visit>
void for_runs(std::vector<Entry>& entries, std::size_t begin, std::size_t end, Key key, Visit visit) {
  std::sort(entries.begin() + static_cast<std::ptrdiff_t>(begin), entries.begin() + static_cast<std::ptrdiff_t>(end),
            [&](const Entry& x, const Entry& y) { return key(x) < key(y); });
  for (std::size_t i = begin; i < end;) {
    std::size_t j = i + 1;
    while (j < end && key(entries[j]) - key(entries[j - 1]) < kTolerance) ++j;
    if (j - i >= 2) visit(i, j);
    i = j;
  }
}

}  // namespace

std::vector<std::vector<Triangle>> similarity_classes(const Figure& f) {
  struct Entry {
    double u, v;  // log ratios of sides in the order of the vertices
    Triangle t;
  };
  std::vector<Entry> entries;
  const Point n = f.size();
  for (Point a = 0; a < n; ++a)
    for (Point b = a + 1; b < n; ++b)
      for (Point c = b + 1; c < n; ++c) {
        if (!f.triangle(a, b, c)) continue;
        std::array<Point, 3> p{a, b, c};
        // Vertices by the length of the opposite side; all orders that equal sides allow.
        const auto opposite = [&](Point v) {
          return v == a ? f.log_length(b, c) : v == b ? f.log_length(a, c) : f.log_length(a, b);
        };
        std::sort(p.begin(), p.end());
        do {
          if (opposite(p[0]) > opposite(p[1]) + kTolerance || opposite(p[1]) > opposite(p[2]) + kTolerance) continue;
          entries.push_back({opposite(p[1]) - opposite(p[0]), opposite(p[2]) - opposite(p[1]),
                             {p[0], p[1], p[2], f.cross(p[0], p[1], p[2]) > 0 ? 1 : -1}});
        } while (std::next_permutation(p.begin(), p.end()));
      }
  std::vector<std::vector<Triangle>> classes;
  for_runs(entries, 0, entries.size(), [](const Entry& e) { return e.u; }, [&](std::size_t i, std::size_t j) {
    for_runs(entries, i, j, [](const Entry& e) { return e.v; }, [&](std::size_t k, std::size_t l) {
      std::vector<Triangle> members;
      for (std::size_t m = k; m < l; ++m) members.push_back(entries[m].t);
      // A steady order, so that proofs do not depend on rounding.
      std::sort(members.begin(), members.end(), [](const Triangle& x, const Triangle& y) {
        return std::make_tuple(std::max({x.a, x.b, x.c}), x.a, x.b, x.c) <
               std::make_tuple(std::max({y.a, y.b, y.c}), y.a, y.b, y.c);
      });
      classes.push_back(std::move(members));
    });
  });
  return classes;
}

std::vector<std::vector<Division>> division_classes(const Figure& f) {
  struct Entry {
    double ratio;
    Division d;
  };
  std::vector<Entry> entries;
  for (const auto& line : numeric_lines(f))
    for (std::size_t i = 0; i < line.size(); ++i)
      for (std::size_t j = i + 1; j < line.size(); ++j)
        for (std::size_t k = j + 1; k < line.size(); ++k) {
          std::array<Point, 3> p{line[i], line[j], line[k]};
          std::swap(p[static_cast<std::size_t>(f.middle(p[0], p[1], p[2]))], p[1]);
          const double r = f.log_length(p[0], p[1]) - f.log_length(p[1], p[2]);
          if (r <= kTolerance) entries.push_back({r, {p[0], p[1], p[2]}});
          if (-r <= kTolerance) entries.push_back({-r, {p[2], p[1], p[0]}});
        }
  std::vector<std::vector<Division>> classes;
  for_runs(entries, 0, entries.size(), [](const Entry& e) { return e.ratio; }, [&](std::size_t i, std::size_t j) {
    std::vector<Division> members;
    for (std::size_t m = i; m < j; ++m) members.push_back(entries[m].d);
    classes.push_back(std::move(members));
  });
  return classes;
}

}  // namespace kernel
