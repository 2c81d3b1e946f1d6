def log = new File(basedir, 'build.log').text
def matches = { regex -> if (!(log =~ regex)) { throw new AssertionError((Object) "build.log does not match: ${regex}") } }

matches('/latin\\.exo:\\[1,6\\] byte 0xe9 is not UTF-8 text')
