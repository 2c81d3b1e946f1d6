def log = new File(basedir, 'build.log').text
def says = { text -> if (!log.contains(text)) { throw new AssertionError((Object) "build.log does not say: ${text}") } }
def matches = { regex -> if (!(log =~ regex)) { throw new AssertionError((Object) "build.log does not match: ${regex}") } }

says('axpy works on 4 elements at a time')
says('2 kernels of 3 files proved')
says('Kernels are up to date')
// The file expects what only four lanes give.
matches('(?m)^\\[ERROR\\] .*/axpy.yaml:\\[10,\\d+\\] .*\\[EXO-YAML-011\\]')

says('# after step 2 of 3: inline_assign')
says('y[i] += a * x[i]')

says('split(loop, split_const, iter_vars, tail = guard, perfect = false)')
says('blocked(it: loop, width: int)')
says('Works on blocks of a loop, each of them written out.')
says('(from axpy, target eager, variant of axpy_blocked)')
matches('(?m)^  eager   flags -O3')

def sources = []
new File(basedir, 'target/exo/native').eachFileRecurse { if (it.name.endsWith('.c')) { sources << it.text } }
assert sources.any { it.contains('axpy_blocked') } : 'the schedule made no C'
def classes = new File(basedir, 'target/classes')
assert new File(classes, 'exo/scheduled/axpy.yaml').exists()

def report = new File(basedir, 'target/site/exo')
assert new File(report, 'index.html').text.contains('axpy_eager')
def page = new File(report, 'axpy.yaml-axpy_eager.html').text
assert page.contains('2. <code>inline_assign') && page.contains('<ins>+ ') : 'the report shows no steps'

def measured = new File(basedir, 'target/exo-bench')
assert new File(measured, 'results.json').text.contains('"kernel": "axpy_blocked"')
assert new File(measured, 'results.md').text =~ /\| axpy_blocked \| eager \| .*n=64/
assert new File(report, 'axpy.yaml-axpy_eager.html').text.contains('<h2>Benchmark</h2>')
