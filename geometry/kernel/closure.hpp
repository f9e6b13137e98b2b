// Deductive closure: the fixpoint of the rules over the four tables.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <vector>

#include "facts.hpp"
#include "matching.hpp"
#include "shapes.hpp"

namespace kernel {

// How far a run goes when nothing new appears: angles and ratios, then lengths and their squares,
// then sines.
enum class Stage : int { angles_and_ratios, lengths, sines };

enum class Status { proved, saturated, out_of_time, cancelled };

class Closure {
 public:
  Closure(Figure figure, std::vector<Rule> rules);
  // The tables refer to the figure, so a copy must look at its own.
  Closure(const Closure& other);
  Closure& operator=(const Closure&) = delete;

  // A hypothesis; false if the figure contradicts it (or a constant has too large a factor).
  bool assume(const Fact& fact);
  void add_goal(const Fact& fact) { goals_.push_back(fact); }
  // Goals of which something is still missing.
  std::vector<Fact> missing_goals() const;

  // Adds a point to the figure; call `match` after the last one.
  void add_point(double x, double y);

  // Applies rules until the goals are known, nothing new appears up to stage `last`, or time is up.
  Status run(double seconds, Stage last, const std::atomic<bool>* cancel = nullptr);

  // Applies only the given applications of another closure of the same figure, as soon as their
  // premises are known, in their order. True if they suffice for the goals.
  bool replay(const std::vector<Application>& applications);

  const std::vector<Application>& applications() const { return applications_; }
  const std::vector<Rule>& rules() const { return rules_; }
  const FactTables& tables() const { return tables_; }
  const Figure& figure() const { return figure_; }
  std::size_t instances() const { return instances_.size(); }
  int sweeps() const { return sweeps_; }
  // The facts that an application established.
  std::vector<Fact> conclusions(const Application& application) const;

 private:
  bool fire(const Application& application);
  bool fire(int rule, const Assignment& points) { return fire(Application{rule, points, {}}); }
  bool premises_known(int rule, const Assignment& points) const;
  void match();

  bool sweep_instances();
  bool sweep_circles();
  bool sweep_centers();
  bool sweep_triangles();
  bool sweep_divisions();
  bool sweep_bridges();
  bool sweep_sines();
  void enable_lengths();
  void enable_sines();

  Figure figure_;
  std::vector<Rule> rules_;
  std::vector<char> late_;  // rules whose conclusions have a meaning among squares of lengths only
  FactTables tables_;
  std::vector<Application> applications_;
  std::vector<Fact> goals_;
  Point matched_ = 0;
  int sweeps_ = 0;

  std::vector<Instance> instances_;
  std::vector<char> done_;
  std::vector<std::vector<Point>> circles_;
  std::vector<std::vector<Triangle>> triangles_;
  std::vector<std::vector<Division>> divisions_;
  struct Center {
    Point o;
    std::vector<Point> around;
  };
  std::vector<Center> centers_;
  std::vector<Fact> bridges_;
  std::vector<char> bridged_;
  // Angles of triangles, in classes of one sine.
  struct Vertex {
    Point at, from, to;
  };
  std::vector<std::vector<Vertex>> sines_;
  bool sines_enabled_ = false;
};

}  // namespace kernel
