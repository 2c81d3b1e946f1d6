def report = new File(basedir, 'target/surefire-reports/TEST-exo.instructions.pairs.xml').text
assert report.contains('swapped') && !report.contains('<failure') && !report.contains('<skipped')
assert new File(basedir, 'build.log').text.contains('1 native test built, 0 skipped')
