import java.util.zip.ZipFile

def log = new File(basedir, 'build.log').text
def onPath = { program -> System.getenv('PATH').split(File.pathSeparator).any { new File(it, program).canExecute() } }
def compilers = ['linux-aarch_64': 'aarch64-linux-gnu-gcc', 'linux-riscv64': 'riscv64-linux-gnu-gcc']
def machines = ['linux-aarch_64': 183, 'linux-riscv64': 243]

def jar = new ZipFile(new File(basedir, 'target/targets-1.jar'))
def read = { name -> def entry = jar.getEntry(name); assert entry != null : "the jar has no ${name}"; jar.getInputStream(entry).bytes }
def place = 'META-INF/exo/native/org.example.targets/'
compilers.each { classifier, compiler ->
  if (onPath(compiler)) {
    def elf = read("${place}${classifier}/libtargets-axpy.so")
    assert (elf[18] & 0xff) == machines[classifier] : "the library for ${classifier} is for another machine"
    def index = new String(read("${place}${classifier}/index.properties"), 'UTF-8')
    def variants = (index =~ /(?m)^axpy\.kernel\.axpy\.variants=(.*)$/)[0][1]
    assert variants == (classifier == 'linux-aarch_64' ? 'neon default' : 'default')
  } else {
    assert log.contains("Nothing is built for ${classifier}: ")
    assert jar.getEntry("${place}${classifier}/index.properties") == null
  }
}
assert jar.entries().any { it.name.startsWith(place) && it.name.endsWith('/index.properties') } : 'nothing for this machine'
jar.close()

assert log.contains('Native libraries are up to date')
assert log.contains("<compilers>: 'linux-riscv64' is not of the form linux-riscv64=clang-19")
assert log.contains("<targets>: there is no toolchain file for 'linux-pdp11'; known are host, linux-aarch_64, linux-riscv64. ")
