def log = new File(basedir, 'build.log').text
def says = { text -> if (!log.contains(text)) { throw new AssertionError((Object) "build.log does not say: ${text}") } }
def neverSays = { text -> if (log.contains(text)) { throw new AssertionError((Object) "build.log says: ${text}") } }
def matches = { regex -> if (!(log =~ regex)) { throw new AssertionError((Object) "build.log does not match: ${regex}") } }

// The C compiler's words, with the kernel and the line that the C came from.
says('no_such_function')
matches('(?m)^\\[ERROR\\] .*/wrong\\.exo:\\[9,\\d+\\]')
says('clear_all')
neverSays('\tat ')
