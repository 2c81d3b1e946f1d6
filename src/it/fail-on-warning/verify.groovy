def log = new File(basedir, 'build.log').text
def matches = { regex -> if (!(log =~ regex)) { throw new AssertionError((Object) "build.log does not match: ${regex}") } }

matches('(?m)^\\[WARNING\\] .*/src/main/exo/fill\\.exo:\\[\\d+,\\d+\\] .*\\[EXO-')
matches('(?m)^\\[ERROR\\].*1 warning \\(and failOnWarning is set\\) in 1 kernel file')
