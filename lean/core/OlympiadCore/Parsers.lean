-- Written by `python -m lean.corelib.bindings`; do not edit.
-- Each constant here is the native object of the same name in the wheel's library.
prelude
import OlympiadCore.Categories

@[term_parser] opaque Int.«term-[_+1]» : Lean.ParserDescr
@[tactic_parser] opaque Lean.Elab.Tactic.Ext.applyExtTheorem : Lean.ParserDescr
@[tactic_parser] opaque Lean.Elab.Tactic.Ext.ext : Lean.ParserDescr
@[tactic_parser] opaque Lean.Elab.Tactic.Ext.tacticExt1___ : Lean.ParserDescr
@[command_parser] opaque Lean.Elab.Tactic.commandConfigElab : Lean.ParserDescr
@[attr_parser] opaque Lean.Parser.Attr.cbv_eval : Lean.ParserDescr
@[attr_parser] opaque Lean.Parser.Attr.ext : Lean.ParserDescr
opaque Lean.Parser.Attr.extFlat : Lean.ParserDescr
opaque Lean.Parser.Attr.extIff : Lean.ParserDescr
@[attr_parser] opaque Lean.Parser.Attr.grind : Lean.ParserDescr
@[attr_parser] opaque Lean.Parser.Attr.grind! : Lean.ParserDescr
@[attr_parser] opaque Lean.Parser.Attr.grind!? : Lean.ParserDescr
@[attr_parser] opaque Lean.Parser.Attr.grind? : Lean.ParserDescr
opaque Lean.Parser.Attr.grindBwd : Lean.ParserDescr
opaque Lean.Parser.Attr.grindCases : Lean.ParserDescr
opaque Lean.Parser.Attr.grindCasesEager : Lean.ParserDescr
opaque Lean.Parser.Attr.grindDef : Lean.ParserDescr
opaque Lean.Parser.Attr.grindEq : Lean.ParserDescr
opaque Lean.Parser.Attr.grindEqBoth : Lean.ParserDescr
opaque Lean.Parser.Attr.grindEqBwd : Lean.ParserDescr
opaque Lean.Parser.Attr.grindEqRhs : Lean.ParserDescr
opaque Lean.Parser.Attr.grindExt : Lean.ParserDescr
opaque Lean.Parser.Attr.grindFunCC : Lean.ParserDescr
opaque Lean.Parser.Attr.grindFwd : Lean.ParserDescr
opaque Lean.Parser.Attr.grindGen : Lean.ParserDescr
opaque Lean.Parser.Attr.grindHom : Lean.ParserDescr
opaque Lean.Parser.Attr.grindHomPred : Lean.ParserDescr
opaque Lean.Parser.Attr.grindInj : Lean.ParserDescr
opaque Lean.Parser.Attr.grindIntro : Lean.ParserDescr
opaque Lean.Parser.Attr.grindLR : Lean.ParserDescr
opaque Lean.Parser.Attr.grindMod : Lean.ParserDescr
opaque Lean.Parser.Attr.grindNorm : Lean.ParserDescr
opaque Lean.Parser.Attr.grindRL : Lean.ParserDescr
opaque Lean.Parser.Attr.grindSym : Lean.ParserDescr
opaque Lean.Parser.Attr.grindUnfold : Lean.ParserDescr
opaque Lean.Parser.Attr.grindUsr : Lean.ParserDescr
@[attr_parser] opaque Lean.Parser.Attr.lia : Lean.ParserDescr
@[attr_parser] opaque Lean.Parser.Attr.lia! : Lean.ParserDescr
@[attr_parser] opaque Lean.Parser.Attr.lia!? : Lean.ParserDescr
@[attr_parser] opaque Lean.Parser.Attr.lia? : Lean.ParserDescr
@[attr_parser] opaque Lean.Parser.Attr.method_specs_simp : Lean.ParserDescr
opaque Lean.Parser.Attr.normCastLabel : Lean.ParserDescr
@[attr_parser] opaque Lean.Parser.Attr.norm_cast : Lean.ParserDescr
@[attr_parser] opaque Lean.Parser.Attr.sevalprocAttr : Lean.ParserDescr
@[attr_parser] opaque Lean.Parser.Attr.sevalprocBuiltinAttr : Lean.ParserDescr
@[attr_parser] opaque Lean.Parser.Attr.simp : Lean.ParserDescr
@[attr_parser] opaque Lean.Parser.Attr.simprocAttr : Lean.ParserDescr
@[attr_parser] opaque Lean.Parser.Attr.simprocBuiltinAttr : Lean.ParserDescr
@[attr_parser] opaque Lean.Parser.Attr.spec : Lean.ParserDescr
@[attr_parser] opaque Lean.Parser.Attr.wf_preprocess : Lean.ParserDescr
@[stx_parser] opaque Lean.Parser.Syntax.addPrec : Lean.TrailingParserDescr
@[stx_parser] opaque Lean.Parser.Syntax.addPrio : Lean.TrailingParserDescr
@[stx_parser] opaque Lean.Parser.Syntax.exact? : Lean.ParserDescr
@[stx_parser] opaque Lean.Parser.Syntax.subPrec : Lean.TrailingParserDescr
@[stx_parser] opaque Lean.Parser.Syntax.subPrio : Lean.TrailingParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.allGoals : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.anyGoals : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.arg : Lean.ParserDescr
opaque Lean.Parser.Tactic.Conv.argArg : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.case : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.case' : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.cbv : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.change : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.clear : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.congr : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.Conv.conv : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.convApply_ : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.convArgs : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.convConvSeq : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.convDone : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.convErw__ : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.convIntro___ : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.convLeft : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.«convNext__=>_» : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.convRepeat_ : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.convRfl : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.convRight : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.convRw__ : Lean.ParserDescr
opaque Lean.Parser.Tactic.Conv.convSeq : Lean.ParserDescr
opaque Lean.Parser.Tactic.Conv.convSeq1Indented : Lean.ParserDescr
opaque Lean.Parser.Tactic.Conv.convSeqBracketed : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.convTactic : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.convTrace_state : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.convTry_ : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.«conv_<;>_» : Lean.TrailingParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.«conv·_» : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.delta : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.dsimp : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.dsimpTrace : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.enter : Lean.ParserDescr
opaque Lean.Parser.Tactic.Conv.enterArg : Lean.ParserDescr
opaque Lean.Parser.Tactic.Conv.enterPattern : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.ext : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.extractLets : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.failIfSuccess : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.first : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.focus : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.fun : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.letToHave : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.lhs : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.liftLets : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.nestedConv : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.nestedTactic : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.nestedTacticCore : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.normCast : Lean.ParserDescr
opaque Lean.Parser.Tactic.Conv.occs : Lean.ParserDescr
opaque Lean.Parser.Tactic.Conv.occsIndexed : Lean.ParserDescr
opaque Lean.Parser.Tactic.Conv.occsWildcard : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.paren : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.pattern : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.reduce : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.rewrite : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.rhs : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.simp : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.simpMatch : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.simpTrace : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.skip : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.unfold : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.whnf : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.withAnnotateState : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.Conv.zeta : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.ac : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.allGoals : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.anyGoals : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.bvCheck : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.bvDecide : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.bvDecidePush : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.bvNormalize : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.bvTrace : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.case : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.cases : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.casesNext : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.casesTrace : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.done : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.exposeNames : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.fail : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.failIfSuccess : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.finish : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.finishTrace : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.first : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.focus : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.grindAdmit : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.grindExact_ : Lean.ParserDescr
opaque Lean.Parser.Tactic.Grind.grindFilter : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.grindRepeat_ : Lean.ParserDescr
opaque Lean.Parser.Tactic.Grind.grindSeq : Lean.ParserDescr
opaque Lean.Parser.Tactic.Grind.grindSeq1Indented : Lean.ParserDescr
opaque Lean.Parser.Tactic.Grind.grindSeqBracketed : Lean.ParserDescr
opaque Lean.Parser.Tactic.Grind.grindStep : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.grindTry_ : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.«grind_<;>_» : Lean.TrailingParserDescr
@[grind_filter_parser] opaque Lean.Parser.Tactic.Grind.grind_filter!_ : Lean.ParserDescr
@[grind_filter_parser] opaque Lean.Parser.Tactic.Grind.«grind_filter(_)» : Lean.ParserDescr
@[grind_filter_parser] opaque Lean.Parser.Tactic.Grind.«grind_filterGen!=_» : Lean.ParserDescr
@[grind_filter_parser] opaque Lean.Parser.Tactic.Grind.«grind_filterGen<=_» : Lean.ParserDescr
@[grind_filter_parser] opaque Lean.Parser.Tactic.Grind.«grind_filterGen<_» : Lean.ParserDescr
@[grind_filter_parser] opaque Lean.Parser.Tactic.Grind.«grind_filterGen=_» : Lean.ParserDescr
@[grind_filter_parser] opaque Lean.Parser.Tactic.Grind.«grind_filterGen>=_» : Lean.ParserDescr
@[grind_filter_parser] opaque Lean.Parser.Tactic.Grind.«grind_filterGen>_» : Lean.ParserDescr
@[grind_filter_parser] opaque Lean.Parser.Tactic.Grind.«grind_filterGen≤_» : Lean.ParserDescr
@[grind_filter_parser] opaque Lean.Parser.Tactic.Grind.«grind_filterGen≥_» : Lean.ParserDescr
@[grind_filter_parser] opaque Lean.Parser.Tactic.Grind.grind_filter_ : Lean.ParserDescr
@[grind_filter_parser] opaque Lean.Parser.Tactic.Grind.«grind_filter_&&_» : Lean.TrailingParserDescr
@[grind_filter_parser] opaque Lean.Parser.Tactic.Grind.«grind_filter_||_» : Lean.TrailingParserDescr
@[grind_ref_parser] opaque Lean.Parser.Tactic.Grind.grind_ref_ : Lean.ParserDescr
@[grind_ref_parser] opaque Lean.Parser.Tactic.Grind.«grind_ref__/__» : Lean.ParserDescr
@[grind_ref_parser] opaque Lean.Parser.Tactic.Grind.grind_ref__1 : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.«grind·_» : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.have : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.haveSilent : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.instantiate : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.lia : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.linarith : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.mbtc : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.nestedTacticCore : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.next : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.paren : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.renameI : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.ring : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.setConfig : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.setOption : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.showAsserted : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.showCases : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.showEqcs : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.showFalse : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.showGoals : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.showLocalThms : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.showState : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.showTerm : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.showTrue : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.skip : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.sorry : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.symApply : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.symByContra : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.symCbv : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.symDSimp : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.symInternalize : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.symInternalizeAll : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.symIntro : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.symIntroLight : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.symIntros : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.symIntrosLight : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.symLetToHave : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.symLiftLets : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.symRw : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.symSimp : Lean.ParserDescr
opaque Lean.Parser.Tactic.Grind.thm : Lean.ParserDescr
opaque Lean.Parser.Tactic.Grind.thmNs : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.use : Lean.ParserDescr
@[grind_parser] opaque Lean.Parser.Tactic.Grind.withAnnotateState : Lean.ParserDescr
opaque Lean.Parser.Tactic.SolveByElim.arg : Lean.ParserDescr
opaque Lean.Parser.Tactic.SolveByElim.args : Lean.ParserDescr
opaque Lean.Parser.Tactic.SolveByElim.erase : Lean.ParserDescr
opaque Lean.Parser.Tactic.SolveByElim.star : Lean.ParserDescr
opaque Lean.Parser.Tactic.SolveByElim.using_ : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.acNf0 : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.acRfl : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.allGoals : Lean.ParserDescr
opaque Lean.Parser.Tactic.anchor : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.anyGoals : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.apply : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.apply? : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.applyAssumption : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.applyRfl : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.applyRules : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.as_aux_lemma : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.assumption : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.attemptAll : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.attemptAllPar : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.by? : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.case : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.case' : Lean.ParserDescr
opaque Lean.Parser.Tactic.caseArg : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.cases : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.cbv : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.change : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.classical : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.clear : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.clearValue : Lean.ParserDescr
opaque Lean.Parser.Tactic.clearValueArg : Lean.ParserDescr
opaque Lean.Parser.Tactic.clearValueHyp : Lean.ParserDescr
opaque Lean.Parser.Tactic.clearValueStar : Lean.ParserDescr
opaque Lean.Parser.Tactic.config : Lean.ParserDescr
opaque Lean.Parser.Tactic.configItem : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.congr : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.constructor : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.constructorBang : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.contradiction : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.cutsat : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.dbgTrace : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.decide : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.decide_cbv : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.delta : Lean.ParserDescr
opaque Lean.Parser.Tactic.discharger : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.done : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.dsimp : Lean.ParserDescr
opaque Lean.Parser.Tactic.dsimpArgs : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.dsimpAutoUnfold : Lean.ParserDescr
opaque Lean.Parser.Tactic.dsimpKind : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.dsimpTrace : Lean.ParserDescr
opaque Lean.Parser.Tactic.dsimpTraceArgsRest : Lean.ParserDescr
opaque Lean.Parser.Tactic.elimTarget : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.eqRefl : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.exact : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.exact? : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.exposeNames : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.extractLets : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.fail : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.failIfSuccess : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.falseOrByContra : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.first : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.firstPar : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.focus : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.funCases : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.funInduction : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.generalize : Lean.ParserDescr
opaque Lean.Parser.Tactic.generalizeArg : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.grind : Lean.ParserDescr
opaque Lean.Parser.Tactic.grindErase : Lean.ParserDescr
opaque Lean.Parser.Tactic.grindLemma : Lean.ParserDescr
opaque Lean.Parser.Tactic.grindLemmaMin : Lean.ParserDescr
opaque Lean.Parser.Tactic.grindParam : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.grindTrace : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.grind_linarith : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.grind_order : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.grobner : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.guardExpr : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.guardExprConv : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.guardHyp : Lean.ParserDescr
@[conv_parser] opaque Lean.Parser.Tactic.guardHypConv : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.guardTarget : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.guardTargetConv : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.impossible : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.induction : Lean.ParserDescr
opaque Lean.Parser.Tactic.inductionAlt : Lean.ParserDescr
opaque Lean.Parser.Tactic.inductionAltLHS : Lean.ParserDescr
opaque Lean.Parser.Tactic.inductionAlts : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.injection : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.injections : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.intro : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.intros : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.left : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.letToHave : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.letrec : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.lia : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.liftLets : Lean.ParserDescr
opaque Lean.Parser.Tactic.location : Lean.ParserDescr
opaque Lean.Parser.Tactic.locationHyp : Lean.ParserDescr
opaque Lean.Parser.Tactic.locationType : Lean.ParserDescr
opaque Lean.Parser.Tactic.locationWildcard : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.nativeDecide : Lean.ParserDescr
opaque Lean.Parser.Tactic.negConfigItem : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.normCast0 : Lean.ParserDescr
@[command_parser] opaque Lean.Parser.Tactic.normCastAddElim : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.obtain : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.omega : Lean.ParserDescr
opaque Lean.Parser.Tactic.optConfig : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.paren : Lean.ParserDescr
opaque Lean.Parser.Tactic.posConfigItem : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.pushCast : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.rcases : Lean.ParserDescr
@[rcasesPat_parser] opaque Lean.Parser.Tactic.rcasesPat.clear : Lean.ParserDescr
@[rcasesPat_parser] opaque Lean.Parser.Tactic.rcasesPat.explicit : Lean.ParserDescr
@[rcasesPat_parser] opaque Lean.Parser.Tactic.rcasesPat.ignore : Lean.ParserDescr
@[rcasesPat_parser] opaque Lean.Parser.Tactic.rcasesPat.one : Lean.ParserDescr
@[rcasesPat_parser] opaque Lean.Parser.Tactic.rcasesPat.paren : Lean.ParserDescr
@[rcasesPat_parser] opaque Lean.Parser.Tactic.rcasesPat.tuple : Lean.ParserDescr
opaque Lean.Parser.Tactic.rcasesPatLo : Lean.ParserDescr
opaque Lean.Parser.Tactic.rcasesPatMed : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.refine : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.refine' : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.rename : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.renameI : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.repeat' : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.repeat1' : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.replace : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.revert : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.rewriteSeq : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.rewrites? : Lean.ParserDescr
opaque Lean.Parser.Tactic.rewrites_forbidden : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.right : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.rintro : Lean.ParserDescr
@[rintroPat_parser] opaque Lean.Parser.Tactic.rintroPat.binder : Lean.ParserDescr
@[rintroPat_parser] opaque Lean.Parser.Tactic.rintroPat.one : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.rotateLeft : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.rotateRight : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.runTac : Lean.ParserDescr
opaque Lean.Parser.Tactic.rwRule : Lean.ParserDescr
opaque Lean.Parser.Tactic.rwRuleSeq : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.rwSeq : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.rwa : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.rwaAt : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.rwaAtLegacyLocation : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.show : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.showTerm : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.showTermElab : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.simp : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.simpAll : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.simpAllArith : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.simpAllArithBang : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.simpAllAutoUnfold : Lean.ParserDescr
opaque Lean.Parser.Tactic.simpAllKind : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.simpAllTrace : Lean.ParserDescr
opaque Lean.Parser.Tactic.simpAllTraceArgsRest : Lean.ParserDescr
opaque Lean.Parser.Tactic.simpArgs : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.simpArith : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.simpArithBang : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.simpAutoUnfold : Lean.ParserDescr
opaque Lean.Parser.Tactic.simpErase : Lean.ParserDescr
opaque Lean.Parser.Tactic.simpLemma : Lean.ParserDescr
opaque Lean.Parser.Tactic.simpPost : Lean.ParserDescr
opaque Lean.Parser.Tactic.simpPre : Lean.ParserDescr
opaque Lean.Parser.Tactic.simpStar : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.simpTrace : Lean.ParserDescr
opaque Lean.Parser.Tactic.simpTraceArgsRest : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.simpa : Lean.ParserDescr
opaque Lean.Parser.Tactic.simpaArgsRest : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.simpaUsingBang : Lean.ParserDescr
opaque Lean.Parser.Tactic.simpaUsingBangArgsRest : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.skip : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.sleep : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.solveByElim : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.specialize : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.split : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.subst : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.substEqs : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.substVars : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.suggestions : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.sym : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.symm : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.symmSaturate : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.tacDepIfThenElse : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.tacIfThenElse : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.tacticAc_nf_ : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.tacticAdmit : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.tacticAnd_intros : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.tacticApply_mod_cast_ : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.tacticAssumption_mod_cast_ : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.tacticBv_omega : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.tacticDsimp?!_ : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.tacticErw___ : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.tacticExact_mod_cast_ : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.tacticExfalso : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.«tacticExists_,,» : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.tacticHave' : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.tacticHaveI__ : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.tacticHave__ : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.tacticInfer_instance : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.tacticIterate____ : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.tacticLet'__ : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.tacticLetI__ : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.tacticLet__ : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.«tacticNext_=>_» : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.tacticNofun : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.«tacticNomatch_,,» : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.tacticNorm_cast__ : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.tacticRefine_lift'_ : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.tacticRefine_lift_ : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.tacticRepeat_ : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.tacticRfl : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.tacticRfl' : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.tacticRw_mod_cast___ : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.tacticSimp?!_ : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.tacticSimp_all?!_ : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.tacticSimpa!_ : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.tacticSimpa!__1 : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.tacticSimpa?!_ : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.tacticSimpa?!__1 : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.tacticSimpa?_ : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.tacticSimpa?__1 : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.tacticSorry : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.tacticStop_ : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.tacticSuffices_ : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.tacticTrivial : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.tacticTry_ : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.tacticUnhygienic_ : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.«tactic_<;>_» : Lean.TrailingParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.traceMessage : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.traceState : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.tryResult : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.tryTrace : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.tryTraceWith : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.unfold : Lean.ParserDescr
opaque Lean.Parser.Tactic.valConfigItem : Lean.ParserDescr
opaque Lean.Parser.Tactic.vcAlt : Lean.ParserDescr
opaque Lean.Parser.Tactic.vcAlts : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.withAnnotateState : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.withImplicit : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.withReducible : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.withReducibleAndInstances : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.withUnfoldingAll : Lean.ParserDescr
@[tactic_parser] opaque Lean.Parser.Tactic.withUnfoldingNone : Lean.ParserDescr
opaque Lean.Parser.colon : Lean.ParserDescr
opaque Lean.Parser.colonA : Lean.ParserDescr
opaque Lean.Parser.colonD : Lean.ParserDescr
opaque Lean.Parser.colonEq : Lean.ParserDescr
opaque Lean.Parser.colonEqA : Lean.ParserDescr
opaque Lean.Parser.colonEqD : Lean.ParserDescr
opaque Lean.Parser.colonEqR : Lean.ParserDescr
opaque Lean.Parser.colonEqS : Lean.ParserDescr
opaque Lean.Parser.colonR : Lean.ParserDescr
opaque Lean.Parser.colonS : Lean.ParserDescr
@[command_parser] opaque Lean.Parser.commandSeal__ : Lean.ParserDescr
@[command_parser] opaque Lean.Parser.commandUnseal__ : Lean.ParserDescr
@[command_parser] opaque Lean.Parser.«command_Cbv_simproc_decl_(_):=_» : Lean.ParserDescr
@[command_parser] opaque Lean.Parser.«command_Dsimproc_decl_(_):=_» : Lean.ParserDescr
@[command_parser] opaque Lean.Parser.«command_Simproc_decl_(_):=_» : Lean.ParserDescr
@[command_parser] opaque Lean.Parser.«command__Cbv_simproc____(_):=_» : Lean.ParserDescr
@[command_parser] opaque Lean.Parser.«command__Dsimproc__[_]_(_):=_» : Lean.ParserDescr
@[command_parser] opaque Lean.Parser.«command__Simproc__[_]_(_):=_» : Lean.ParserDescr
opaque Lean.Parser.equal : Lean.ParserDescr
opaque Lean.Parser.equalA : Lean.ParserDescr
opaque Lean.Parser.equalD : Lean.ParserDescr
opaque Lean.Parser.equalR : Lean.ParserDescr
opaque Lean.Parser.equalS : Lean.ParserDescr
@[command_parser] opaque Lean.Parser.timeCmd : Lean.ParserDescr
opaque Lean.binderIdent : Lean.ParserDescr
@[binderPred_parser] opaque Lean.«binderPred<_» : Lean.ParserDescr
@[binderPred_parser] opaque Lean.«binderPred>_» : Lean.ParserDescr
@[binderPred_parser] opaque Lean.«binderPred∈_» : Lean.ParserDescr
@[binderPred_parser] opaque Lean.«binderPred∉_» : Lean.ParserDescr
@[binderPred_parser] opaque Lean.«binderPred≠_» : Lean.ParserDescr
@[binderPred_parser] opaque Lean.«binderPred≤_» : Lean.ParserDescr
@[binderPred_parser] opaque Lean.«binderPred≥_» : Lean.ParserDescr
@[binderPred_parser] opaque Lean.«binderPred⊂_» : Lean.ParserDescr
@[binderPred_parser] opaque Lean.«binderPred⊃_» : Lean.ParserDescr
@[binderPred_parser] opaque Lean.«binderPred⊆_» : Lean.ParserDescr
@[binderPred_parser] opaque Lean.«binderPred⊇_» : Lean.ParserDescr
opaque Lean.bracketedExplicitBinders : Lean.ParserDescr
opaque Lean.byElab : Lean.ParserDescr
@[term_parser] opaque Lean.calc : Lean.ParserDescr
opaque Lean.calcFirstStep : Lean.ParserDescr
opaque Lean.calcStep : Lean.ParserDescr
opaque Lean.calcSteps : Lean.ParserDescr
@[tactic_parser] opaque Lean.calcTactic : Lean.ParserDescr
@[tactic_parser] opaque Lean.cdot : Lean.ParserDescr
opaque Lean.cdotTk : Lean.ParserDescr
@[conv_parser] opaque Lean.convCalc_ : Lean.ParserDescr
opaque Lean.explicitBinders : Lean.ParserDescr
opaque Lean.modCast : Lean.ParserDescr
opaque Lean.runElab : Lean.ParserDescr
opaque Lean.runMeta : Lean.ParserDescr
@[tactic_parser] opaque Lean.solveTactic : Lean.ParserDescr
@[term_parser] opaque Lean.termEval_prec_ : Lean.ParserDescr
@[term_parser] opaque Lean.termEval_prio_ : Lean.ParserDescr
@[term_parser] opaque Lean.«termSatisfies_binder_pred%__» : Lean.ParserDescr
@[term_parser] opaque Lean.«term_Matches_|» : Lean.TrailingParserDescr
@[term_parser] opaque Lean.«term∀__,_» : Lean.ParserDescr
@[term_parser] opaque Lean.«term∃__,_» : Lean.ParserDescr
opaque Lean.unbracketedExplicitBinders : Lean.ParserDescr
opaque Lean.withAnnotateTerm : Lean.ParserDescr
@[tactic_parser] opaque List.tacticSizeOf_list_dec : Lean.ParserDescr
@[term_parser] opaque List.«term_<+:_» : Lean.TrailingParserDescr
@[term_parser] opaque List.«term_<+_» : Lean.TrailingParserDescr
@[term_parser] opaque List.«term_<:+:_» : Lean.TrailingParserDescr
@[term_parser] opaque List.«term_<:+_» : Lean.TrailingParserDescr
@[term_parser] opaque List.«term_~_» : Lean.TrailingParserDescr
@[term_parser] opaque boolIfThenElse : Lean.ParserDescr
@[term_parser] opaque coeFunNotation : Lean.ParserDescr
@[term_parser] opaque coeNotation : Lean.ParserDescr
@[term_parser] opaque coeSortNotation : Lean.ParserDescr
@[prec_parser] opaque «prec(_)» : Lean.ParserDescr
@[prec_parser] opaque precArg : Lean.ParserDescr
@[prec_parser] opaque precLead : Lean.ParserDescr
@[prec_parser] opaque precMax : Lean.ParserDescr
@[prec_parser] opaque precMin : Lean.ParserDescr
@[prec_parser] opaque precMin1 : Lean.ParserDescr
@[prio_parser] opaque «prio(_)» : Lean.ParserDescr
@[prio_parser] opaque prioDefault : Lean.ParserDescr
@[prio_parser] opaque prioHigh : Lean.ParserDescr
@[prio_parser] opaque prioLow : Lean.ParserDescr
@[prio_parser] opaque prioMid : Lean.ParserDescr
@[term_parser] opaque rawNatLit : Lean.ParserDescr
@[stx_parser] opaque stx!_ : Lean.ParserDescr
@[stx_parser] opaque «stx_*» : Lean.TrailingParserDescr
@[stx_parser] opaque «stx_+» : Lean.TrailingParserDescr
@[stx_parser] opaque «stx_,*» : Lean.TrailingParserDescr
@[stx_parser] opaque «stx_,*,?» : Lean.TrailingParserDescr
@[stx_parser] opaque «stx_,+» : Lean.TrailingParserDescr
@[stx_parser] opaque «stx_,+,?» : Lean.TrailingParserDescr
@[stx_parser] opaque «stx_<|>_» : Lean.TrailingParserDescr
@[stx_parser] opaque stx_? : Lean.TrailingParserDescr
@[tactic_parser] opaque «tacticBy_cases_:_» : Lean.ParserDescr
@[tactic_parser] opaque tacticClean_wf : Lean.ParserDescr
@[tactic_parser] opaque tacticDecreasing_tactic : Lean.ParserDescr
@[tactic_parser] opaque tacticDecreasing_trivial : Lean.ParserDescr
@[tactic_parser] opaque tacticDecreasing_trivial_pre_omega : Lean.ParserDescr
@[tactic_parser] opaque tacticDecreasing_with_ : Lean.ParserDescr
@[tactic_parser] opaque tacticDeriving_LawfulEq_tactic : Lean.ParserDescr
@[tactic_parser] opaque tacticDeriving_LawfulEq_tactic_step : Lean.ParserDescr
@[tactic_parser] opaque tacticFunext___ : Lean.ParserDescr
@[tactic_parser] opaque tacticGet_elem_tactic : Lean.ParserDescr
@[tactic_parser] opaque tacticGet_elem_tactic_extensible : Lean.ParserDescr
@[tactic_parser] opaque tacticGet_elem_tactic_trivial : Lean.ParserDescr
@[tactic_parser] opaque tacticSimp_wf : Lean.ParserDescr
@[term_parser] opaque term!_ : Lean.ParserDescr
@[term_parser] opaque «term#[_,]» : Lean.ParserDescr
@[term_parser] opaque «term%[_|_]» : Lean.ParserDescr
@[term_parser] opaque «term-_» : Lean.ParserDescr
@[term_parser] opaque termDepIfThenElse : Lean.ParserDescr
@[term_parser] opaque «termExists_,_» : Lean.ParserDescr
@[term_parser] opaque termIfLet : Lean.ParserDescr
@[term_parser] opaque termIfThenElse : Lean.ParserDescr
@[term_parser] opaque termMax_prec : Lean.ParserDescr
@[term_parser] opaque termS!_ : Lean.ParserDescr
@[term_parser] opaque termWithout_expected_type_ : Lean.ParserDescr
@[term_parser] opaque «term[_]» : Lean.ParserDescr
@[term_parser] opaque «term_!=_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_$__» : Lean.TrailingParserDescr
@[term_parser] opaque «term_%_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_&&&_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_&&_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_*>_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_*_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_++_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_+_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_-_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_/_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_::_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_<$>_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_<&&>_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_<&>_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_<*>_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_<*_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_<->_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_<<<_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_<=<_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_<=_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_<_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_<|>_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_<|_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_<||>_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_=<<_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_==_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_=_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_>=>_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_>=_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_>>=_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_>>>_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_>>_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_>_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_\_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_^^^_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_^_» : Lean.TrailingParserDescr
@[term_parser] opaque «term__[_]» : Lean.TrailingParserDescr
@[term_parser] opaque «term__[_]'_» : Lean.TrailingParserDescr
@[term_parser] opaque «term__[_]_!» : Lean.TrailingParserDescr
@[term_parser] opaque «term__[_]_?» : Lean.TrailingParserDescr
@[term_parser] opaque «term_|>_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_||_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_|||_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_×'_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_×'__1» : Lean.ParserDescr
@[term_parser] opaque «term_×_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_×__1» : Lean.ParserDescr
@[term_parser] opaque «term_•_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_⁻¹» : Lean.TrailingParserDescr
@[term_parser] opaque «term_↔_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_∈_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_∉_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_∘_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_∣_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_∧_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_∨_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_∩_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_∪_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_≈_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_≍_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_≠_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_≤_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_≥_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_⊂_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_⊃_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_⊆_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_⊇_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_⊕'_» : Lean.TrailingParserDescr
@[term_parser] opaque «term_⊕_» : Lean.TrailingParserDescr
@[term_parser] opaque «term{_:_//_}» : Lean.ParserDescr
@[term_parser] opaque «term{_}» : Lean.ParserDescr
@[term_parser] opaque «term{}» : Lean.ParserDescr
@[term_parser] opaque «term~~~_» : Lean.ParserDescr
@[term_parser] opaque «term¬_» : Lean.ParserDescr
@[term_parser] opaque «termΣ'_,_» : Lean.ParserDescr
@[term_parser] opaque «termΣ_,_» : Lean.ParserDescr
@[term_parser] opaque «term‹_›» : Lean.ParserDescr
@[term_parser] opaque «term∃_,_» : Lean.ParserDescr
@[term_parser] opaque «term∅» : Lean.ParserDescr
