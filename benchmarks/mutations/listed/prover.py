from benchmarks.mutations.mutant import Mutation
PROVER: tuple[Mutation, ...] = ()
