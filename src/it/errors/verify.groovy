def log = new File(basedir, 'build.log').text
def says = { text -> if (!log.contains(text)) { throw new AssertionError((Object) "build.log does not say: ${text}") } }
def neverSays = { text -> if (log.contains(text)) { throw new AssertionError((Object) "build.log says: ${text}") } }
def matches = { regex -> if (!(log =~ regex)) { throw new AssertionError((Object) "build.log does not match: ${regex}") } }

for (place in ['syntax.exo:[3,', 'name.exo:[4,', 'types.exo:[4,', 'bounds.exo:[4,', 'call.exo:[8,',
               'imports.exo:[1,', 'imports.exo:[2,', 'precision.exo:[4,']) {
  matches("(?m)^\\[ERROR\\] .*${java.util.regex.Pattern.quote('/' + place)}\\d+\\] .*\\[EXO-[A-Z]+-\\d+\\]")
}
says('7 errors in 6 kernel files')
neverSays('good.exo:[')
// A hint for the misspelt name, a counterexample in the user's names for the access.
says("did you mean 'values'")
says('counterexample: n = 1, i = 0')
neverSays('\tat ')
assert !new File(basedir, 'target/generated-sources/exo').exists() : 'something was generated'
says('Skipped: exo.skip is set')
