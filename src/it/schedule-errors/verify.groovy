def log = new File(basedir, 'build.log').text
def says = { text -> if (!log.contains(text)) { throw new AssertionError((Object) "build.log does not say: ${text}") } }
def matches = { regex -> if (!(log =~ regex)) { throw new AssertionError((Object) "build.log does not match: ${regex}") } }

matches('(?m)^\\[ERROR\\] .*/reverse.yaml:\\[8,\\d+\\] .*\\[EXO-[A-Z]+-\\d+\\]')
says('fuse_loop')
says('counterexample: ')
matches('(?m)^\\[ERROR\\] .*/typo.yaml:\\[7,\\d+\\] .*\\[EXO-[A-Z]+-\\d+\\]')
says("did you mean 'split'")
says("There is no schedule file 'revers.yaml'")
assert !new File(basedir, 'target/generated-sources/exo').exists() : 'something was generated'
if (log.contains('\tat ')) { throw new AssertionError((Object) 'build.log has a stack trace') }
