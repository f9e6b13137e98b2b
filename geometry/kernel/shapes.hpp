// Classes of triangles of one shape and of triples on lines divided in one ratio: the places
// where similarity can be proved, and the symbolic normal forms that prove it.
#pragma once

#include <vector>

#include "matching.hpp"

namespace kernel {

// A triangle with its vertices in the order in which it corresponds to the others of its class.
struct Triangle {
  Point a, b, c;
  int orientation;  // +1 or -1
};

// Each class holds the triangles of one shape, mirrored ones included; a triangle with equal
// sides stands in it once for each order of its vertices.
std::vector<std::vector<Triangle>> similarity_classes(const Figure& figure);

// Collinear triples, b between a and c, with one ratio ab : bc.
struct Division {
  Point a, b, c;
};
std::vector<std::vector<Division>> division_classes(const Figure& figure);

}  // namespace kernel
