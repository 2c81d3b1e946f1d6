import java.util.jar.JarFile

def log = new File(basedir, 'build.log').text
def says = { text -> if (!log.contains(text)) { throw new AssertionError((Object) "build.log does not say: ${text}") } }
def neverSays = { text -> if (log.contains(text)) { throw new AssertionError((Object) "build.log says: ${text}") } }

def first = new File(basedir, 'first/working-1.jar')
def second = new File(basedir, 'second/working-1.jar')
assert Arrays.equals(first.bytes, second.bytes) : 'the build is not reproducible'

def entriesOf = { file -> new JarFile(file).withCloseable { jar -> jar.entries().collect { it.name } } }
def entries = entriesOf(first)
for (name in ['org/example/kernels/Saxpy.class', 'org/example/kernels/Rows.class',
              'exo/working/saxpy.exo', 'exo/working/common.exo', 'exo/working/rows.exo']) {
  assert name in entries
}
assert entries.any { it ==~ 'META-INF/exo/native/org.example.working/[a-z0-9_-]+/lib.*\\.so' }
assert entries.any { it ==~ 'META-INF/exo/include/.*\\.h' }

def classified = new File(basedir, 'first').listFiles().findAll { it.name ==~ 'working-1-linux-.*\\.jar' }
assert classified.size() == 1
def natives = entriesOf(classified[0])
assert natives.any { it.endsWith('.so') }
assert !natives.any { it.endsWith('.class') }
assert Arrays.equals(classified[0].bytes, new File(basedir, "second/${classified[0].name}").bytes)

says('def scale_all(')
neverSays('def saxpy(')
says('Kernels are proved')
