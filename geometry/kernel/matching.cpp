#include "matching.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <stdexcept>
#include <tuple>

namespace kernel {

RuleBinding::RuleBinding(const std::vector<Rule>& rules, std::string_view name,
                         std::string_view variables) {
  for (std::size_t r = 0; r < rules.size(); ++r) {
    if (rules[r].name != name) continue;
    rule_ = static_cast<int>(r);
    std::size_t k = 0;
    for (std::size_t start = 0; start < variables.size(); ++k) {
      const std::size_t end = std::min(variables.find(' ', start), variables.size());
      const auto& own = rules[r].variables;
      const auto at = std::find(own.begin(), own.end(), variables.substr(start, end - start));
      if (at == own.end()) throw std::logic_error("the matcher of rule " + std::string(name) + " names other variables");
      position_[k] = static_cast<std::size_t>(at - own.begin());
      start = end + 1;
    }
    if (k != rules[r].variables.size()) throw std::logic_error("the matcher of rule " + std::string(name) + " lacks variables");
    return;
  }
}

Instance RuleBinding::operator()(std::initializer_list<Point> points) const {
  Instance instance{rule_, {}};
  std::size_t k = 0;
  for (const Point p : points) instance.points[position_[k++]] = p;
  return instance;
}

std::vector<std::vector<Point>> numeric_lines(const Figure& f) {
  std::vector<std::vector<Point>> lines;
  const Point n = f.size();
  std::vector<bool> covered(static_cast<std::size_t>(n) * static_cast<std::size_t>(n), false);
  for (Point a = 0; a < n; ++a)
    for (Point b = a + 1; b < n; ++b) {
      if (covered[static_cast<std::size_t>(a * n + b)] || !f.distinct(a, b)) continue;
      std::vector<Point> line{a, b};
      for (Point c = b + 1; c < n; ++c)
        if (f.collinear(a, b, c)) line.push_back(c);
      if (line.size() < 3) continue;
      for (std::size_t i = 0; i < line.size(); ++i)
        for (std::size_t j = i + 1; j < line.size(); ++j)
          covered[static_cast<std::size_t>(line[i] * n + line[j])] = true;
      lines.push_back(std::move(line));
    }
  return lines;
}

std::vector<std::vector<Point>> numeric_circles(const Figure& f) {
  std::vector<std::vector<Point>> circles;
  const Point n = f.size();
  std::set<std::tuple<Point, Point, Point>> covered;
  for (Point a = 0; a < n; ++a)
    for (Point b = a + 1; b < n; ++b) {
      // Points see ab under their angle modulo pi; equal angles lie on one circle with a and b.
      std::vector<std::pair<double, Point>> seen;
      for (Point c = b + 1; c < n; ++c)
        if (f.triangle(a, b, c)) {
          double v = f.direction(c, a) - f.direction(c, b);
          v -= std::floor(v);
          seen.emplace_back(v, c);
        }
      std::sort(seen.begin(), seen.end());
      for (std::size_t i = 0; i < seen.size();) {
        std::size_t j = i + 1;
        while (j < seen.size() && seen[j].first - seen[j - 1].first < kTolerance) ++j;
        if (j - i >= 2) {
          std::vector<Point> circle{a, b};
          for (std::size_t k = i; k < j; ++k) circle.push_back(seen[k].second);
          std::sort(circle.begin() + 2, circle.end());
          if (!covered.count({a, b, circle[2]})) {
            for (std::size_t x = 0; x < circle.size(); ++x)
              for (std::size_t y = x + 1; y < circle.size(); ++y)
                for (std::size_t z = y + 1; z < circle.size(); ++z)
                  covered.insert({circle[x], circle[y], circle[z]});
            circles.push_back(std::move(circle));
          }
        }
        i = j;
      }
    }
  return circles;
}

namespace {

class Matcher {
 public:
  Matcher(const Figure& figure, const std::vector<Rule>& rules, Point first_new)
      : f_(figure), rules_(rules), first_new_(first_new), n(figure.size()) {}

  std::vector<Instance> run() {
    const auto lines = numeric_lines(f_);
    collinear_triples(lines);
    isosceles();
    perpendicular_bisectors();
    midpoints(lines);
    bisectors(lines);
    concurrent_bisectors();
    isogonal_conjugates();
    transversals(lines);
    cut_triangles(lines);
    second_intersections();
    trapezoids();
    powers(lines);
    powers_to_one_circle(lines);
    feet_on_bisectors(lines);
    return std::move(out_);
  }

 private:
  RuleBinding bind(std::string_view name, std::string_view variables) const {
    return RuleBinding(rules_, name, variables);
  }

  void emit(const RuleBinding& rule, std::initializer_list<Point> points) {
    if (rule.present() && std::max(points) >= first_new_) out_.push_back(rule(points));
  }

  // Every ordered choice of three points of every line, `visit(a, b, c)` with b the middle one
  // and a < c.
  template <typename Visit>
  void for_triples(const std::vector<std::vector<Point>>& lines, Visit visit) {
    for (const auto& line : lines)
      for (std::size_t i = 0; i < line.size(); ++i)
        for (std::size_t j = i + 1; j < line.size(); ++j)
          for (std::size_t k = j + 1; k < line.size(); ++k) {
            const Point a = line[i], b = line[j], c = line[k];
            switch (f_.middle(a, b, c)) {
              case 0: visit(b, a, c); break;
              case 1: visit(a, b, c); break;
              default: visit(a, c, b); break;
            }
          }
  }

  void collinear_triples(const std::vector<std::vector<Point>>& lines) {
    const auto parallel = bind("parallel_through_point", "a b c");
    const auto sum = bind("triangle_equality", "a b c");
    for_triples(lines, [&](Point a, Point b, Point c) {
      emit(parallel, {a, b, c});
      emit(parallel, {b, a, c});
      emit(parallel, {c, a, b});
      emit(sum, {a, b, c});
    });
  }

  void isosceles() {
    const auto angles = bind("isosceles_angles", "o a b"), sides = bind("isosceles_sides", "o a b");
    for (Point o = 0; o < n; ++o)
      for (Point a = 0; a < n; ++a)
        for (Point b = a + 1; b < n; ++b)
          if (a != o && b != o && f_.triangle(o, a, b) && f_.equal(o, a, o, b)) {
            emit(angles, {o, a, b});
            emit(sides, {o, a, b});
          }
  }

  void perpendicular_bisectors() {
    const auto two = bind("perpendicular_bisector", "p q a b"), on = bind("on_perpendicular_bisector", "p q a b");
    std::vector<Point> equidistant;
    for (Point a = 0; a < n; ++a)
      for (Point b = a + 1; b < n; ++b) {
        if (!f_.distinct(a, b)) continue;
        equidistant.clear();
        for (Point p = 0; p < n; ++p)
          if (f_.distinct(p, a) && f_.distinct(p, b) && f_.equal(p, a, p, b)) equidistant.push_back(p);
        for (const Point p : equidistant)
          for (const Point q : equidistant) {
            if (!f_.distinct(p, q)) continue;
            if (p < q) emit(two, {p, q, a, b});
            emit(on, {p, q, a, b});
          }
      }
  }

  void midpoints(const std::vector<std::vector<Point>>& lines) {
    const auto ratio = bind("midpoint_ratio", "m a b"), median = bind("right_median", "m a b c"),
               thales = bind("thales_circle", "o a b c"), length = bind("median_length", "m a b p");
    for_triples(lines, [&](Point a, Point m, Point b) {
      if (!f_.equal(m, a, m, b)) return;
      emit(ratio, {m, a, b});
      emit(ratio, {m, b, a});
      for (Point p = 0; p < n; ++p)
        if (f_.distinct(p, a) && f_.distinct(p, b) && f_.distinct(p, m)) emit(length, {m, a, b, p});
      for (Point c = 0; c < n; ++c)
        if (c != a && c != b && c != m && f_.triangle(a, b, c) && f_.equal(m, a, m, c)) {
          emit(median, {m, a, b, c});
          emit(thales, {m, a, b, c});
        }
    });
  }

  void bisectors(const std::vector<std::vector<Point>>& lines) {
    const auto ratio = bind("bisector_ratio", "a b c d"), angle = bind("ratio_bisector", "a b c d");
    const auto visit = [&](Point b, Point d, Point c) {
      for (Point a = 0; a < n; ++a)
        if (a != b && a != c && a != d && f_.triangle(a, b, c) && f_.distinct(a, d) &&
            Figure::near_integer(2 * f_.direction(a, d) - f_.direction(a, b) - f_.direction(a, c))) {
          emit(ratio, {a, b, c, d});
          emit(angle, {a, b, c, d});
        }
    };
    for_triples(lines, [&](Point a, Point b, Point c) {
      visit(a, b, c);
      visit(b, a, c);
      visit(a, c, b);
    });
  }

  void concurrent_bisectors() {
    const auto rule = bind("bisectors_concur", "a b c i");
    const auto bisects = [&](Point i, Point a, Point b, Point c) {
      return f_.distinct(i, a) &&
             Figure::near_integer(2 * f_.direction(a, i) - f_.direction(a, b) - f_.direction(a, c));
    };
    for (Point a = 0; a < n; ++a)
      for (Point b = a + 1; b < n; ++b)
        for (Point c = b + 1; c < n; ++c) {
          if (!f_.triangle(a, b, c)) continue;
          for (Point i = 0; i < n; ++i)
            if (i != a && i != b && i != c && bisects(i, a, b, c) && bisects(i, b, a, c) && bisects(i, c, a, b)) {
              emit(rule, {a, b, c, i});
              emit(rule, {b, c, a, i});
              emit(rule, {a, c, b, i});
            }
        }
  }

  void isogonal_conjugates() {
    const auto rule = bind("isogonal_conjugates", "a b c p q");
    if (!rule.present()) return;
    const auto isogonal = [&](Point p, Point q, Point a, Point b, Point c) {
      return Figure::near_integer(f_.direction(a, p) + f_.direction(a, q) - f_.direction(a, b) - f_.direction(a, c));
    };
    for (Point a = 0; a < n; ++a)
      for (Point b = a + 1; b < n; ++b)
        for (Point c = b + 1; c < n; ++c) {
          if (!f_.triangle(a, b, c)) continue;
          const auto usable = [&](Point p) { return f_.distinct(p, a) && f_.distinct(p, b) && f_.distinct(p, c); };
          for (Point p = 0; p < n; ++p) {
            if (!usable(p)) continue;
            for (Point q = p + 1; q < n; ++q)
              if (usable(q) && isogonal(p, q, a, b, c) && f_.distinct(p, q) && isogonal(p, q, b, a, c) && isogonal(p, q, c, a, b)) {
                emit(rule, {a, b, c, p, q});
                emit(rule, {b, c, a, p, q});
                emit(rule, {c, a, b, p, q});
              }
          }
        }
  }

  void trapezoids() {
    const auto rule = bind("isosceles_trapezoid", "a b c d");
    for (Point a = 0; a < n; ++a)
      for (Point b = a + 1; b < n; ++b)
        for (Point c = a + 1; c < n; ++c)
          for (Point d = a + 1; d < n; ++d)
            if (c != b && d != b && d != c && f_.triangle(a, b, c) && f_.distinct(a, d) && f_.distinct(c, d) && f_.distinct(b, d) &&
                f_.parallel(a, b, c, d) && f_.equal(a, d, b, c) && !f_.parallel(a, d, b, c))
              emit(rule, {a, b, c, d});
  }

  bool bisects(Point v, Point f, Point a, Point b) const {
    return Figure::near_integer(2 * f_.direction(v, f) - f_.direction(v, a) - f_.direction(v, b));
  }

  void feet_on_bisectors(const std::vector<std::vector<Point>>& lines) {
    const auto midline = bind("foot_on_bisector", "a b d f m"), two = bind("feet_on_two_bisectors", "a b c f g");
    // f is the foot of a on a bisector of the angle avd.
    const auto foot = [&](Point f, Point a, Point v, Point d) {
      return f != a && f != v && f_.distinct(f, a) && f_.distinct(f, v) && f_.perpendicular(a, f, v, f) && bisects(v, f, a, d);
    };
    for_triples(lines, [&](Point x, Point m, Point y) {
      if (!f_.equal(m, x, m, y)) return;
      for (const auto& [a, d] : {std::pair{x, y}, std::pair{y, x}})
        for (Point b = 0; b < n; ++b) {
          if (b == a || b == d || !f_.triangle(a, b, d)) continue;
          for (Point f = 0; f < n; ++f)
            if (f != m && f_.distinct(f, m) && foot(f, a, b, d)) emit(midline, {a, b, d, f, m});
        }
    });
    for (Point a = 0; a < n; ++a)
      for (Point b = 0; b < n; ++b)
        for (Point c = b + 1; c < n; ++c) {
          if (a == b || a == c || !f_.triangle(a, b, c)) continue;
          for (Point f = 0; f < n; ++f) {
            if (!foot(f, a, b, c)) continue;
            for (Point g = 0; g < n; ++g)
              if (g != f && f_.distinct(f, g) && foot(g, a, c, b)) emit(two, {a, b, c, f, g});
          }
        }
  }

  // Secants of one circle from points equally far from its centre.
  void powers_to_one_circle(const std::vector<std::vector<Point>>& lines) {
    const auto product = bind("power_from_distance", "a b c d o p q"), distance = bind("distance_from_power", "a b c d o p q");
    struct Secant {
      Point p, a, c;
      int middle;
    };
    for (Point o = 0; o < n; ++o) {
      std::vector<Secant> secants;
      for (const auto& line : lines)
        for (const Point a : line)
          for (const Point c : line) {
            if (a >= c || a == o || c == o || !f_.distinct(o, a) || !f_.distinct(o, c) || !f_.equal(o, a, o, c)) continue;
            for (const Point p : line)
              if (p != a && p != c && p != o && f_.distinct(o, p)) {
                const bool nearer = f_.length(p, a) < f_.length(p, c);
                const Point x = nearer ? a : c, y = nearer ? c : a;
                secants.push_back({p, x, y, f_.middle(x, p, y)});
              }
          }
      for (std::size_t i = 0; i < secants.size(); ++i)
        for (std::size_t j = i + 1; j < secants.size(); ++j) {
          const Secant &s = secants[i], &t = secants[j];
          if (s.p == t.p || s.middle != t.middle) continue;
          if (!f_.equal(o, s.p, o, t.p) || !f_.equal(o, s.a, o, t.a)) continue;
          emit(product, {s.a, t.a, s.c, t.c, o, s.p, t.p});
          emit(distance, {s.a, t.a, s.c, t.c, o, s.p, t.p});
        }
    }
  }

  // Secants and tangents from one point to circles for which it has equal powers.
  void powers(const std::vector<std::vector<Point>>& lines) {
    const auto products = bind("equal_powers", "a c d e f o q"), tangent = bind("equal_powers_tangent", "a c e f o q"),
               equal = bind("equal_products", "a c d e f o q");
    struct Secant {
      double power;
      Point c, d, o;  // d == c for a tangent
      int middle;
    };
    for (Point a = 0; a < n; ++a) {
      std::vector<Secant> secants;
      const auto add = [&](Point c, Point d, int middle) {
        for (Point o = 0; o < n; ++o)
          if (f_.distinct(o, c) && f_.distinct(o, d) && f_.equal(o, c, o, d))
            secants.push_back({f_.log_length(a, c) + f_.log_length(a, d), c, d, o, middle});
      };
      for (const auto& line : lines) {
        if (std::find(line.begin(), line.end(), a) == line.end()) continue;
        for (const Point c : line)
          for (const Point d : line)
            if (c != a && d != a && c < d) {
              // Where a stands is the same for both orders unless it is outside: then c is nearer.
              if (f_.length(a, c) < f_.length(a, d)) add(c, d, f_.middle(a, c, d));
              else add(d, c, f_.middle(a, d, c));
            }
      }
      for (Point c = 0; c < n; ++c)
        for (Point o = 0; o < n; ++o)
          if (c != a && f_.distinct(a, c) && f_.distinct(o, c) && f_.distinct(o, a) && f_.perpendicular(o, c, c, a))
            secants.push_back({2 * f_.log_length(a, c), c, c, o, 1});
      std::sort(secants.begin(), secants.end(), [](const Secant& x, const Secant& y) {
        return std::make_tuple(x.power, x.c, x.d, x.o) < std::make_tuple(y.power, y.c, y.d, y.o);
      });
      for (std::size_t i = 0; i < secants.size(); ++i)
        for (std::size_t j = i + 1; j < secants.size() && secants[j].power - secants[i].power < kTolerance; ++j) {
          const Secant *s = &secants[i], *t = &secants[j];
          if (s->o == t->o || (s->c == t->c && s->d == t->d)) continue;
          if ((s->middle == 0) != (t->middle == 0)) continue;  // inside one circle, outside the other
          if (s->c != s->d && t->c != t->d) {
            emit(products, {a, s->c, s->d, t->c, t->d, s->o, t->o});
            emit(equal, {a, s->c, s->d, t->c, t->d, s->o, t->o});
          } else if (s->c == s->d && t->c != t->d) {
            emit(tangent, {a, s->c, t->c, t->d, s->o, t->o});
          } else if (t->c == t->d && s->c != s->d) {
            emit(tangent, {a, t->c, s->c, s->d, t->o, s->o});
          }
        }
    }
  }

  // Triangles whose sides are cut by a line (Menelaus), or by lines through a point (Ceva).
  void cut_triangles(const std::vector<std::vector<Point>>& lines) {
    const auto menelaus = bind("menelaus", "a b c d e f"), on_line = bind("menelaus_converse", "a b c d e f"),
               ceva = bind("ceva", "a b c d e f p"), through = bind("ceva_converse", "a b c d e f p");
    if (!menelaus.present() && !on_line.present() && !ceva.present() && !through.present()) return;
    const auto size = static_cast<std::size_t>(n);
    std::vector<int> line_of(size * size, -1);
    for (std::size_t l = 0; l < lines.size(); ++l)
      for (const Point p : lines[l])
        for (const Point q : lines[l])
          if (p != q) line_of[static_cast<std::size_t>(p) * size + static_cast<std::size_t>(q)] = static_cast<int>(l);
    const auto line = [&](Point p, Point q) { return line_of[static_cast<std::size_t>(p) * size + static_cast<std::size_t>(q)]; };
    // The drawn point where two lines meet, -1 if there is none.
    std::vector<Point> meets(lines.size() * lines.size(), -1);
    for (std::size_t l = 0; l < lines.size(); ++l)
      for (std::size_t m = 0; m < lines.size(); ++m)
        if (l != m)
          for (const Point p : lines[l])
            if (std::find(lines[m].begin(), lines[m].end(), p) != lines[m].end()) meets[l * lines.size() + m] = p;
    const auto meet = [&](int l, int m) -> Point {
      return l < 0 || m < 0 || l == m ? Point{-1} : meets[static_cast<std::size_t>(l) * lines.size() + static_cast<std::size_t>(m)];
    };
    const auto apart = [&](Point p, Point a, Point b) { return p >= 0 && f_.distinct(p, a) && f_.distinct(p, b); };
    for (Point a = 0; a < n; ++a)
      for (Point b = a + 1; b < n; ++b)
        for (Point c = b + 1; c < n; ++c) {
          const int bc = line(b, c), ca = line(c, a), ab = line(a, b);
          if (bc < 0 || ca < 0 || ab < 0 || !f_.triangle(a, b, c)) continue;
          for (std::size_t l = 0; l < lines.size(); ++l) {
            const int cut = static_cast<int>(l);
            const Point d = meet(cut, bc), e = meet(cut, ca), f = meet(cut, ab);
            if (!apart(d, b, c) || !apart(e, c, a) || !apart(f, a, b)) continue;
            emit(menelaus, {a, b, c, d, e, f});
            emit(on_line, {a, b, c, d, e, f});
          }
          for (Point p = 0; p < n; ++p) {
            if (p == a || p == b || p == c || !f_.triangle(p, b, c) || !f_.triangle(p, c, a) || !f_.triangle(p, a, b)) continue;
            const Point d = meet(line(a, p), bc), e = meet(line(b, p), ca), f = meet(line(c, p), ab);
            if (!apart(d, b, c) || !apart(e, c, a) || !apart(f, a, b)) continue;
            emit(ceva, {a, b, c, d, e, f, p});
            emit(through, {a, b, c, d, e, f, p});
            emit(through, {b, c, a, e, f, d, p});
            emit(through, {c, a, b, f, d, e, p});
          }
        }
  }

  // Two names of the second point where two circles through a meet. (For two lines, and for a line
  // and a circle, the angles say so already.)
  void second_intersections() {
    const auto same = bind("second_intersection", "a b c d e x y");
    if (!same.present()) return;
    std::vector<std::pair<Point, Point>> twins;
    for (Point x = 0; x < n; ++x)
      for (Point y = x + 1; y < n; ++y)
        if (!f_.distinct(x, y)) twins.emplace_back(x, y);
    if (twins.empty()) return;
    const auto circles = numeric_circles(f_);
    const auto has = [](const std::vector<Point>& circle, Point p) {
      return std::find(circle.begin(), circle.end(), p) != circle.end();
    };
    for (const auto [x, y] : twins)
      for (Point a = 0; a < n; ++a) {
        if (!f_.distinct(a, x)) continue;
        // The other points of each circle through a and x.
        std::vector<std::vector<Point>> others;
        for (const auto& circle : circles) {
          if (!has(circle, a) || (!has(circle, x) && !has(circle, y))) continue;
          others.emplace_back();
          for (const Point p : circle)
            if (f_.distinct(p, a) && f_.distinct(p, x)) others.back().push_back(p);
        }
        for (std::size_t i = 0; i < others.size(); ++i)
          for (std::size_t j = i + 1; j < others.size(); ++j)
            for (std::size_t k = 1; k < others[i].size(); ++k)
              for (std::size_t l = 1; l < others[j].size(); ++l) {
                const Point b = others[i][k - 1], c = others[i][k], d = others[j][l - 1], e = others[j][l];
                if (f_.triangle(a, b, c) && f_.triangle(a, d, e) && !f_.concyclic(a, b, c, d)) emit(same, {a, b, c, d, e, x, y});
              }
      }
  }

  void transversals(const std::vector<std::vector<Point>>& lines) {
    const auto ratio = bind("parallel_transversals", "a b c p q r"),
               parallel = bind("parallel_from_ratio", "a b c p q r");
    if (!ratio.present() && !parallel.present()) return;
    std::vector<std::array<Point, 3>> triples;
    std::vector<std::size_t> line_of;
    for (std::size_t l = 0; l < lines.size(); ++l)
      for_triples({lines[l]}, [&](Point a, Point b, Point c) {
        triples.push_back({a, b, c});
        line_of.push_back(l);
      });
    // Triples divided in the same ratio, found by sorting on that ratio.
    struct Entry {
      double ratio;
      std::size_t line;
      Point a, b, c;
    };
    std::vector<Entry> entries;
    for (std::size_t t = 0; t < triples.size(); ++t) {
      const auto [a, b, c] = triples[t];
      const double r = f_.log_length(a, b) - f_.log_length(b, c);
      entries.push_back({r, line_of[t], a, b, c});
      entries.push_back({-r, line_of[t], c, b, a});
    }
    std::sort(entries.begin(), entries.end(), [](const Entry& x, const Entry& y) { return x.ratio < y.ratio; });
    for (std::size_t i = 0; i < entries.size(); ++i)
      for (std::size_t j = i + 1; j < entries.size() && entries[j].ratio - entries[i].ratio < kTolerance; ++j) {
        const Entry &s = entries[i], &t = entries[j];
        if (s.line == t.line || s.a > s.c) continue;  // the reversed pair stands elsewhere
        if (!f_.distinct(s.a, t.a) || !f_.distinct(s.b, t.b) || !f_.distinct(s.c, t.c)) continue;
        if (!f_.parallel(s.a, t.a, s.b, t.b) || !f_.parallel(s.a, t.a, s.c, t.c)) continue;
        if (!f_.triangle(s.a, s.b, t.a)) continue;
        emit(ratio, {s.a, s.b, s.c, t.a, t.b, t.c});
        if (f_.triangle(s.a, s.c, t.a)) {
          emit(parallel, {s.a, s.b, s.c, t.a, t.b, t.c});
          // The same with the unknown parallel at an end.
          emit(parallel, {s.a, s.c, s.b, t.a, t.c, t.b});
          emit(parallel, {s.c, s.a, s.b, t.c, t.a, t.b});
        }
      }
  }

  const Figure& f_;
  const std::vector<Rule>& rules_;
  const Point first_new_, n;
  std::vector<Instance> out_;
};

}  // namespace

std::vector<Instance> match_rules(const Figure& figure, const std::vector<Rule>& rules, Point first_new) {
  return Matcher(figure, rules, first_new).run();
}

}  // namespace kernel
