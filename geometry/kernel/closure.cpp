#include "closure.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace kernel {

Closure::Closure(Figure figure, std::vector<Rule> rules)
    : figure_(std::move(figure)), rules_(std::move(rules)), tables_(figure_) {
  for (const Rule& rule : rules_) {
    const auto& facts = rule.conclusions;
    late_.push_back(std::all_of(facts.begin(), facts.end(), [](const Fact& f) {
      return f.relation == Relation::apollonius || f.relation == Relation::eqpower;
    }));
  }
}

Closure::Closure(const Closure& other)
    : figure_(other.figure_), rules_(other.rules_), late_(other.late_), tables_(other.tables_),
      applications_(other.applications_), goals_(other.goals_), matched_(other.matched_),
      sweeps_(other.sweeps_), instances_(other.instances_), done_(other.done_),
      circles_(other.circles_), triangles_(other.triangles_), divisions_(other.divisions_),
      centers_(other.centers_), bridges_(other.bridges_), bridged_(other.bridged_),
      sines_(other.sines_), sines_enabled_(other.sines_enabled_) {
  tables_.set_figure(figure_);
}

void Closure::add_point(double x, double y) {
  figure_.add_point(x, y);
  tables_.set_figure(figure_);
}

bool Closure::assume(const Fact& fact) {
  if (tables_.equations(fact, kAngle).empty() && tables_.equations(fact, kRatio).empty() &&
      tables_.equations(fact, kLength).empty() && tables_.equations(fact, kSquare).empty())
    return false;
  fire(Application{Application::kGiven, {}, fact});
  return true;
}

std::vector<Fact> Closure::conclusions(const Application& application) const {
  if (application.rule < 0) return {application.fact};
  std::vector<Fact> facts;
  for (const Fact& pattern : rules_[static_cast<std::size_t>(application.rule)].conclusions)
    facts.push_back(instantiate(pattern, application.points));
  return facts;
}

bool Closure::fire(const Application& application) {
  const auto number = static_cast<std::int32_t>(applications_.size());
  bool fresh = application.rule == Application::kGiven;
  const std::vector<Fact> facts = conclusions(application);
  for (std::size_t k = 0; k < facts.size(); ++k)
    fresh = tables_.insert(facts[k], number, static_cast<std::int32_t>(k), application.rule == Application::kBridge) || fresh;
  if (fresh) applications_.push_back(application);
  return fresh;
}

bool Closure::premises_known(int rule, const Assignment& points) const {
  for (const Fact& pattern : rules_[static_cast<std::size_t>(rule)].premises)
    if (!tables_.known(instantiate(pattern, points))) return false;
  return true;
}

std::vector<Fact> Closure::missing_goals() const {
  std::vector<Fact> missing;
  for (const Fact& goal : goals_)
    if (!tables_.known(goal)) missing.push_back(goal);
  return missing;
}

void Closure::match() {
  if (matched_ == figure_.size()) return;
  std::vector<Instance> fresh = match_rules(figure_, rules_, matched_);
  instances_.insert(instances_.end(), fresh.begin(), fresh.end());
  done_.resize(instances_.size(), 0);
  circles_ = numeric_circles(figure_);
  triangles_ = similarity_classes(figure_);
  divisions_ = division_classes(figure_);
  centers_.clear();
  const Point n = figure_.size();
  for (Point o = 0; o < n; ++o) {
    std::vector<Point> order;
    for (Point p = 0; p < n; ++p)
      if (p != o && figure_.distinct(o, p)) order.push_back(p);
    std::sort(order.begin(), order.end(), [&](Point a, Point b) { return figure_.length(o, a) < figure_.length(o, b); });
    for (std::size_t i = 0; i < order.size();) {
      std::size_t j = i + 1;
      while (j < order.size() && figure_.equal(o, order[j], o, order[j - 1])) ++j;
      if (j - i >= 4) {
        Center center{o, {order.begin() + static_cast<std::ptrdiff_t>(i), order.begin() + static_cast<std::ptrdiff_t>(j)}};
        std::sort(center.around.begin(), center.around.end());
        centers_.push_back(std::move(center));
      }
      i = j;
    }
  }
  bridges_.clear();  // found anew when they are needed
  bridged_.clear();
  sines_.clear();
  sines_enabled_ = false;
  matched_ = n;
}

bool Closure::sweep_instances() {
  bool fresh = false;
  for (std::size_t i = 0; i < instances_.size(); ++i) {
    if (done_[i]) continue;
    const Instance& instance = instances_[i];
    if (!tables_.enabled(kSquare) && late_[static_cast<std::size_t>(instance.rule)]) continue;
    if (!premises_known(instance.rule, instance.points)) continue;
    done_[i] = 1;
    fresh = fire(instance.rule, instance.points) || fresh;
  }
  return fresh;
}

Status Closure::run(double seconds, Stage last, const std::atomic<bool>* cancel) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
  match();
  for (;;) {
    tables_.rehash();
    ++sweeps_;
    if (!goals_.empty() && missing_goals().empty()) return Status::proved;
    if (cancel && cancel->load(std::memory_order_relaxed)) return Status::cancelled;
    if (std::chrono::steady_clock::now() > end) return Status::out_of_time;
    bool fresh = sweep_instances();
    fresh = sweep_centers() || fresh;
    fresh = sweep_circles() || fresh;
    fresh = sweep_triangles() || fresh;
    fresh = sweep_divisions() || fresh;
    if (tables_.enabled(kSquare)) fresh = sweep_bridges() || fresh;
    if (sines_enabled_) fresh = sweep_sines() || fresh;
    if (fresh) continue;
    if (last >= Stage::lengths && !tables_.enabled(kSquare)) {
      enable_lengths();
    } else if (last >= Stage::sines && !sines_enabled_) {
      enable_sines();
    } else {
      return Status::saturated;
    }
  }
}

bool Closure::replay(const std::vector<Application>& applications) {
  tables_.enable(kLength);
  tables_.enable(kSquare);
  std::vector<char> done(applications.size(), 0);
  for (bool fresh = true; fresh;) {
    fresh = false;
    tables_.rehash();
    if (missing_goals().empty()) return true;
    for (std::size_t i = 0; i < applications.size(); ++i) {
      if (done[i]) continue;
      const Application& a = applications[i];
      if (a.rule >= 0 ? !premises_known(a.rule, a.points) : a.rule == Application::kBridge && !tables_.known(a.fact)) continue;
      done[i] = 1;
      fire(a);
      fresh = true;
    }
  }
  return false;
}

}  // namespace kernel
