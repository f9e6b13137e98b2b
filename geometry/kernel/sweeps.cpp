// Sweeps that find what can be proved by hashing normal forms: circles, similar triangles, ratios.
#include <algorithm>
#include <cmath>
#include <tuple>

#include "closure.hpp"

namespace kernel {

bool Closure::sweep_circles() {
  static constexpr const char* kName = "inscribed_angle_converse";
  const RuleBinding rule(rules_, kName, "c a b d");
  if (!rule.present()) return false;
  bool fresh = false;
  std::vector<std::tuple<Residue, Point>> seen;
  for (const auto& circle : circles_)
    for (std::size_t i = 0; i < circle.size(); ++i)
      for (std::size_t j = i + 1; j < circle.size(); ++j) {
        const Point a = circle[i], b = circle[j];
        seen.clear();
        for (const Point c : circle) {
          if (c == a || c == b) continue;
          // The lifted angle at c, brought to [0, 1), as normal form.
          const double turns = std::floor(figure_.direction(c, a) - figure_.direction(c, b));
          Residue key = sub(tables_.direction_hash(c, a), tables_.direction_hash(c, b));
          key = sub(key, mul(from_integer(static_cast<std::int64_t>(turns)), tables_.one_hash()));
          seen.emplace_back(key, c);
        }
        std::sort(seen.begin(), seen.end());
        for (std::size_t x = 0; x < seen.size(); ++x)
          for (std::size_t y = x + 1; y < seen.size() && std::get<0>(seen[y]) == std::get<0>(seen[x]); ++y) {
            const Point c = std::get<1>(seen[x]), d = std::get<1>(seen[y]);
            if (tables_.complete({Relation::cyclic, {a, b, c, d}})) continue;
            const Instance instance = rule({c, a, b, d});
            fresh = fire(instance.rule, instance.points) || fresh;
          }
      }
  return fresh;
}

bool Closure::sweep_centers() {
  const RuleBinding circle(rules_, "circle_from_center", "o a b c d"), radius(rules_, "center_of_circle", "o a b c d");
  bool fresh = false;
  for (const Center& center : centers_) {
    const Point o = center.o;
    // Classes of points known to be equally far from o.
    std::vector<std::pair<Residue, Point>> order;
    for (const Point p : center.around) order.emplace_back(tables_.ratio_hash(o, p), p);
    std::sort(order.begin(), order.end());
    for (std::size_t i = 0; i < order.size();) {
      std::size_t j = i + 1;
      while (j < order.size() && order[j].first == order[i].first) ++j;
      if (j - i >= 3) {
        const Point a = order[i].second, b = order[i + 1].second;
        for (std::size_t x = i + 2; x < j && circle.present(); ++x)
          for (std::size_t y = x + 1; y < j; ++y) {
            const Point c = order[x].second, d = order[y].second;
            if (tables_.complete({Relation::cyclic, {a, b, c, d}})) continue;
            const Instance instance = circle({o, a, b, c, d});
            fresh = fire(instance.rule, instance.points) || fresh;
          }
        for (std::size_t y = 0; y < order.size() && radius.present(); ++y) {
          if (y >= i && y < j) continue;
          const Point d = order[y].second;
          for (std::size_t x = i + 2; x < j; ++x)
            if (tables_.known({Relation::cyclic, {a, b, order[x].second, d}})) {
              const Instance instance = radius({o, a, b, order[x].second, d});
              fresh = fire(instance.rule, instance.points) || fresh;
              break;
            }
        }
      }
      i = j;
    }
  }
  return fresh;
}

bool Closure::sweep_triangles() {
  const char* const names = "a b c p q r";
  const RuleBinding aa[2] = {{rules_, "similar_aa", names}, {rules_, "similar_aa_mirror", names}};
  const RuleBinding sas[2] = {{rules_, "similar_sas", names}, {rules_, "similar_sas_mirror", names}};
  const RuleBinding sss[2] = {{rules_, "similar_sss", names}, {rules_, "similar_sss_mirror", names}};
  const RuleBinding right[2] = {{rules_, "similar_right", names}, {rules_, "similar_right_mirror", names}};
  const Residue one = tables_.one_hash();
  const Residue half = mul(one, from_fraction(1, 2));

  // The normal form of a triangle: its three lifted angles (turning as if it were positively
  // oriented, brought to (0, 1)) and the ratios of its sides.
  struct Form {
    Residue angle[3];  // at a, b, c
    Residue ratio[3];  // ab : ac, bc : ba, ca : cb
  };
  const auto angle_at = [&](const Triangle& t, Point v, Point from, Point to) {
    Residue h = sub(tables_.direction_hash(v, to), tables_.direction_hash(v, from));
    double value = figure_.direction(v, to) - figure_.direction(v, from);
    if (t.orientation < 0) h = negate(h), value = -value;
    return sub(h, mul(from_integer(static_cast<std::int64_t>(std::floor(value))), one));
  };

  bool fresh = false;
  std::vector<Form> forms;
  std::vector<std::size_t> order;
  for (const auto& members : triangles_) {
    forms.clear();
    for (const Triangle& t : members) {
      const Residue ab = tables_.ratio_hash(t.a, t.b), bc = tables_.ratio_hash(t.b, t.c), ca = tables_.ratio_hash(t.c, t.a);
      forms.push_back({{angle_at(t, t.a, t.b, t.c), angle_at(t, t.b, t.c, t.a), angle_at(t, t.c, t.a, t.b)},
                       {sub(ab, ca), sub(bc, ab), sub(ca, bc)}});
    }
    const auto same = [&](std::size_t x, std::size_t y) {
      const Form &f = forms[x], &g = forms[y];
      return f.angle[0] == g.angle[0] && f.angle[1] == g.angle[1] && f.ratio[0] == g.ratio[0] && f.ratio[1] == g.ratio[1];
    };
    // Triangles that agree in the two keys are similar by `rule`, first of them with each other one.
    // `turn` rotates the vertices so that the rule's own vertex a comes first.
    const auto link = [&](auto key, const RuleBinding (&rule)[2], int turn) {
      order.resize(members.size());
      for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
      std::stable_sort(order.begin(), order.end(), [&](std::size_t x, std::size_t y) { return key(forms[x]) < key(forms[y]); });
      for (std::size_t i = 0, j; i < order.size(); i = j) {
        for (j = i + 1; j < order.size() && key(forms[order[j]]) == key(forms[order[i]]); ++j) {
          if (same(order[i], order[j])) continue;
          const Triangle &s = members[order[i]], &t = members[order[j]];
          const RuleBinding& chosen = rule[s.orientation == t.orientation ? 0 : 1];
          if (!chosen.present()) continue;
          const Point v[2][3] = {{s.a, s.b, s.c}, {t.a, t.b, t.c}};
          const auto at = [&](int which, int k) { return v[which][(k + turn) % 3]; };
          const Instance instance = chosen({at(0, 0), at(0, 1), at(0, 2), at(1, 0), at(1, 1), at(1, 2)});
          fresh = fire(instance.rule, instance.points) || fresh;
        }
      }
    };
    using Key = std::pair<Residue, Residue>;
    link([](const Form& f) { return Key(f.angle[0], f.angle[1]); }, aa, 0);
    for (int k = 0; k < 3; ++k) link([k](const Form& f) { return Key(f.angle[k], f.ratio[k]); }, sas, k);
    link([](const Form& f) { return Key(f.ratio[0], f.ratio[1]); }, sss, 0);
    // Right angle at vertex k (the rule's b), equal ratio of a leg to the hypotenuse.
    for (int k = 0; k < 3; ++k)
      if (std::any_of(forms.begin(), forms.end(), [&](const Form& f) { return f.angle[k] == half; }))
        link([k, half, &forms](const Form& f) {
          // Members without a known right angle get keys that no other member has.
          return f.angle[k] == half ? Key(0, f.ratio[(k + 2) % 3]) : Key(1 + static_cast<Residue>(&f - forms.data()), 0);
        }, right, (k + 2) % 3);
  }
  return fresh;
}

bool Closure::sweep_divisions() {
  const RuleBinding rule(rules_, "ratio_on_lines", "a b c p q r");
  if (!rule.present()) return false;
  struct Form {
    Residue parts, left, right;  // ab : bc, ab : ac, bc : ac
  };
  bool fresh = false;
  std::vector<Form> forms;
  std::vector<std::size_t> order;
  for (const auto& members : divisions_) {
    std::vector<Division> proved;
    forms.clear();
    for (const Division& d : members) {
      if (!tables_.known({Relation::coll, {d.a, d.b, d.c}})) continue;
      const Residue ab = tables_.ratio_hash(d.a, d.b), bc = tables_.ratio_hash(d.b, d.c), ac = tables_.ratio_hash(d.a, d.c);
      proved.push_back(d);
      forms.push_back({sub(ab, bc), sub(ab, ac), sub(bc, ac)});
    }
    const auto link = [&](auto key, int kind) {
      order.resize(proved.size());
      for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
      std::stable_sort(order.begin(), order.end(), [&](std::size_t x, std::size_t y) { return key(forms[x]) < key(forms[y]); });
      for (std::size_t i = 0, j; i < order.size(); i = j)
        for (j = i + 1; j < order.size() && key(forms[order[j]]) == key(forms[order[i]]); ++j) {
          const Form &f = forms[order[i]], &g = forms[order[j]];
          if (f.parts == g.parts && f.left == g.left) continue;
          const Division &s = proved[order[i]], &t = proved[order[j]];
          // The rule takes xy : yz to xy : xz; name the triple so that xy : yz is what is known.
          const Instance instance = kind == 0   ? rule({s.a, s.b, s.c, t.a, t.b, t.c})
                                    : kind == 1 ? rule({s.b, s.a, s.c, t.b, t.a, t.c})
                                                : rule({s.b, s.c, s.a, t.b, t.c, t.a});
          fresh = fire(instance.rule, instance.points) || fresh;
        }
    };
    link([](const Form& f) { return f.parts; }, 0);
    link([](const Form& f) { return f.left; }, 1);
    link([](const Form& f) { return f.right; }, 2);
  }
  return fresh;
}

}  // namespace kernel
