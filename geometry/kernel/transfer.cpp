// What one table has proved is carried to the others: lengths and their squares, and the sines
// of equal angles.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "closure.hpp"

namespace kernel {

void Closure::enable_lengths() {
  tables_.enable(kLength);
  tables_.enable(kSquare);
  for (std::size_t i = 0; i < applications_.size(); ++i) {
    const std::vector<Fact> facts = conclusions(applications_[i]);
    for (std::size_t k = 0; k < facts.size(); ++k)
      tables_.insert(facts[k], static_cast<std::int32_t>(i), static_cast<std::int32_t>(k));
  }
}

bool Closure::sweep_bridges() {
  if (bridges_.empty()) {
    // Everything that has equations in several tables and holds in the figure.
    struct Segment {
      double log_length;
      Point a, b;
    };
    std::vector<Segment> segments;
    const Point n = figure_.size();
    for (Point a = 0; a < n; ++a)
      for (Point b = a + 1; b < n; ++b)
        if (figure_.distinct(a, b)) segments.push_back({figure_.log_length(a, b), a, b});
    std::sort(segments.begin(), segments.end(), [](const Segment& x, const Segment& y) { return x.log_length < y.log_length; });
    static constexpr Rational kRatios[] = {{1, 1}, {2, 1}, {3, 1}, {3, 2}, {4, 1}, {4, 3}};
    for (const Rational r : kRatios) {
      const double shift = std::log(static_cast<double>(r.num) / static_cast<double>(r.den));
      for (std::size_t i = 0; i < segments.size(); ++i) {
        auto it = std::lower_bound(segments.begin(), segments.end(), segments[i].log_length + shift - kTolerance,
                                   [](const Segment& s, double v) { return s.log_length < v; });
        for (; it != segments.end() && it->log_length < segments[i].log_length + shift + kTolerance; ++it) {
          if (r.num == 1 && it - segments.begin() <= static_cast<std::ptrdiff_t>(i)) continue;
          const decltype(Fact::points) p{it->a, it->b, segments[i].a, segments[i].b};
          if (r.num == 1) bridges_.push_back({Relation::cong, p});
          else bridges_.push_back({Relation::rconst, p, r});
        }
      }
    }
    for (std::size_t i = 0; i < segments.size(); ++i)
      for (std::size_t j = i + 1; j < segments.size(); ++j)
        if (figure_.perpendicular(segments[i].a, segments[i].b, segments[j].a, segments[j].b))
          bridges_.push_back({Relation::perp, {segments[i].a, segments[i].b, segments[j].a, segments[j].b}});
    for (const auto& line : numeric_lines(figure_))
      for (std::size_t i = 0; i < line.size(); ++i)
        for (std::size_t j = i + 1; j < line.size(); ++j)
          for (std::size_t k = j + 1; k < line.size(); ++k)
            bridges_.push_back({Relation::coll, {line[i], line[j], line[k]}});
    bridged_.assign(bridges_.size(), 0);
  }
  bool fresh = false;
  for (std::size_t i = 0; i < bridges_.size(); ++i) {
    if (bridged_[i] || !tables_.known(bridges_[i])) continue;
    bridged_[i] = 1;
    if (!tables_.complete(bridges_[i])) fresh = fire({Application::kBridge, {}, bridges_[i]}) || fresh;
  }
  return fresh;
}


void Closure::enable_sines() {
  // Vertex angles by the numeric value of their sine.
  struct Angle {
    double turn;  // in (0, 1/2], the angle or its supplement
    Vertex vertex;
    std::size_t triangle;
  };
  std::vector<std::array<Point, 3>> triangles;
  std::vector<Angle> angles;
  const Point n = figure_.size();
  for (Point a = 0; a < n; ++a)
    for (Point b = a + 1; b < n; ++b)
      for (Point c = b + 1; c < n; ++c) {
        if (!figure_.triangle(a, b, c)) continue;
        for (const Vertex v : {Vertex{a, b, c}, Vertex{b, c, a}, Vertex{c, a, b}}) {
          double turn = figure_.direction(v.at, v.to) - figure_.direction(v.at, v.from);
          turn -= std::floor(turn);
          angles.push_back({std::min(turn, 1 - turn), v, triangles.size()});
        }
        triangles.push_back({a, b, c});
      }
  std::sort(angles.begin(), angles.end(), [](const Angle& x, const Angle& y) { return x.turn < y.turn; });
  std::vector<int> shared(triangles.size(), 0);
  std::vector<std::vector<Vertex>> classes;
  for (std::size_t i = 0, j; i < angles.size(); i = j) {
    for (j = i + 1; j < angles.size() && angles[j].turn - angles[j - 1].turn < kTolerance; ++j) {}
    const double twelfths = angles[i].turn * 12;
    const bool special = std::abs(twelfths - std::round(twelfths)) < 12 * kTolerance &&
                         (std::lround(twelfths) == 2 || std::lround(twelfths) == 3 || std::lround(twelfths) == 4 || std::lround(twelfths) == 6);
    if (j - i < 2 && !special) continue;
    std::vector<Vertex> members;
    for (std::size_t k = i; k < j; ++k) {
      ++shared[angles[k].triangle];
      members.push_back(angles[k].vertex);
    }
    std::sort(members.begin(), members.end(), [](const Vertex& x, const Vertex& y) {
      return std::make_tuple(std::max({x.at, x.from, x.to}), x.at, x.from, x.to) <
             std::make_tuple(std::max({y.at, y.from, y.to}), y.at, y.from, y.to);
    });
    classes.push_back(std::move(members));
  }
  // A triangle with two sines that occur nowhere else says nothing.
  const RuleBinding law(rules_, "law_of_sines", "a b c");
  std::set<std::array<Point, 3>> useful;
  if (law.present())
    for (std::size_t t = 0; t < triangles.size(); ++t)
      if (shared[t] >= 2) {
        useful.insert(triangles[t]);
        const Instance instance = law({triangles[t][0], triangles[t][1], triangles[t][2]});
        fire(instance.rule, instance.points);
      }
  for (std::vector<Vertex>& members : classes) {
    std::vector<Vertex> kept;
    for (const Vertex& v : members) {
      std::array<Point, 3> t{v.at, v.from, v.to};
      std::sort(t.begin(), t.end());
      if (useful.count(t)) kept.push_back(v);
    }
    if (!kept.empty()) sines_.push_back(std::move(kept));
  }
  sines_enabled_ = true;
}

bool Closure::sweep_sines() {
  const Residue one = tables_.one_hash();
  static constexpr Rational kSpecial[] = {{1, 6}, {1, 4}, {1, 3}, {1, 2}};
  bool fresh = false;
  std::vector<std::pair<Residue, std::size_t>> order;
  for (const auto& members : sines_) {
    order.clear();
    std::vector<bool> mirrored(members.size());
    for (std::size_t i = 0; i < members.size(); ++i) {
      // The lifted angle as normal form, or its supplement if that is the acute one.
      const Vertex& v = members[i];
      Residue h = sub(tables_.direction_hash(v.at, v.to), tables_.direction_hash(v.at, v.from));
      double value = figure_.direction(v.at, v.to) - figure_.direction(v.at, v.from);
      const double turn = value - std::floor(value);
      if (turn > 0.5 + kTolerance) {
        h = negate(h), value = -value;
        mirrored[i] = true;
      }
      order.emplace_back(sub(h, mul(from_integer(static_cast<std::int64_t>(std::floor(value + kTolerance))), one)), i);
    }
    std::stable_sort(order.begin(), order.end());
    for (std::size_t i = 0, j; i < order.size(); i = j) {
      const Vertex& v = members[order[i].second];
      for (const Rational r : kSpecial) {
        if (order[i].first != mul(one, from_fraction(r.num, r.den))) continue;
        Fact fact{Relation::aconst, {v.at, v.from, v.at, v.to}, mirrored[order[i].second] ? Rational{r.den - r.num, r.den} : r};
        if (r.den == 2) fact.relation = Relation::perp;
        bool complete = true;
        for (const Form& form : tables_.equations(fact, kRatio)) complete = complete && tables_.holds(form, kRatio);
        if (!complete) fresh = fire({Application::kBridge, {}, fact}) || fresh;
      }
      for (j = i + 1; j < order.size() && order[j].first == order[i].first; ++j) {
        const Vertex& w = members[order[j].second];
        if (tables_.sine_hash(v.at, v.from, v.at, v.to) == tables_.sine_hash(w.at, w.from, w.at, w.to)) continue;
        const bool opposite = mirrored[order[i].second] != mirrored[order[j].second];
        const Point from = opposite ? w.to : w.from, to = opposite ? w.from : w.to;
        fresh = fire({Application::kBridge, {}, {Relation::eqangle, {v.at, v.from, v.at, v.to, w.at, from, w.at, to}}}) || fresh;
      }
    }
  }
  return fresh;
}

}  // namespace kernel
