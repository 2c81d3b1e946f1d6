def log = new File(basedir, 'build.log').text
def says = { text -> if (!log.contains(text)) { throw new AssertionError((Object) "build.log does not say: ${text}") } }
def matches = { regex -> if (!(log =~ regex)) { throw new AssertionError((Object) "build.log does not match: ${regex}") } }

matches('Java version: (2[2-9]|[3-9]\\d)')
says('Tests run: 1')
