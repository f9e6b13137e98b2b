prelude
import OlympiadCore.Syntax
-- The syntax categories that Lean's own `Init` declares.
namespace Lean.Parser.Category
def term : Category := {}
def command : Category := {}
def tactic : Category := {}
def doElem : Category := {}
def structInstFieldDecl : Category := {}
def level : Category := {}
def attr : Category := {}
def stx : Category := {}
def prio : Category := {}
def prec : Category := {}
end Lean.Parser.Category
declare_syntax_cat conv (behavior := both)
declare_syntax_cat rcasesPat
declare_syntax_cat rintroPat
declare_syntax_cat binderPred
declare_syntax_cat rawStx
declare_syntax_cat grind (behavior := both)
declare_syntax_cat grind_filter
declare_syntax_cat grind_mod
declare_syntax_cat grind_ref
