def runs = new File(basedir, 'build.log').text.split('Scanning for projects')
def run = { number, text, said ->
  if (runs[number].contains(text) != said) {
    throw new AssertionError((Object) "run ${number} ${said ? 'does not say' : 'says'}: ${text}")
  }
}
def upToDate = 'Kernels are up to date'
def nativesUpToDate = 'Native libraries are up to date'
run(1, upToDate, false)
run(1, nativesUpToDate, false)
run(2, upToDate, true)
run(2, nativesUpToDate, true)
run(2, 'Nothing to compile', true)
run(4, upToDate, false)
run(4, nativesUpToDate, false)
run(6, '/twice.exo:[5,', true)
// Back to what was proved and built before the mistake: nothing to do.
run(8, upToDate, true)
run(8, nativesUpToDate, true)
run(9, upToDate, false)
run(9, nativesUpToDate, true)
