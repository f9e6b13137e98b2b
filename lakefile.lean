import Lake
open Lake DSL

/-!
The Mathlib profile. `olympiad lean setup --mathlib` runs what is needed: elan, `lake update`,
`lake exe cache get`. The release of Lean is pinned in `lean-toolchain`: older than 4.34.1 has known
soundness bugs in the kernel, and the audit calls the kernel of the 4.35 series by its C interface,
so that Mathlib must be of the same series.
-/

package olympiad where
  leanOptions := #[⟨`autoImplicit, false⟩, ⟨`relaxedAutoImplicit, false⟩]

require mathlib from git
  "https://github.com/leanprover-community/mathlib4" @ "v4.35.0"
