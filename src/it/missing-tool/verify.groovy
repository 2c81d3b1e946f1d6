def log = new File(basedir, 'build.log').text
def says = { text -> if (!log.contains(text)) { throw new AssertionError((Object) "build.log does not say: ${text}") } }
def neverSays = { text -> if (log.contains(text)) { throw new AssertionError((Object) "build.log says: ${text}") } }

says('/nowhere/cmake')
says('3.21')
says('-Dexo.cmake=')
says('cmake (Debian, Ubuntu)')
neverSays('\tat ')
