// the page shows these files as they are
def page = new File(basedir, '../../../../docs/your-own-accelerator.md').canonicalFile.text
['src/main/exo/toy8.exo', 'src/main/exo/toy8.h', 'src/main/exo/window.exo', 'src/main/exo/window.yaml',
 'src/test/exo/toy8.yaml', 'src/test/exo/window.yaml'].each { name ->
  assert page.contains('\n' + new File(basedir, name).text + '```\n') : "docs/your-own-accelerator.md does not show ${name}"
}

def reports = new File(basedir, 'target/surefire-reports').listFiles().findAll { it.name.startsWith('TEST-exo.') }
def kernel = reports.find { it.name == 'TEST-exo.apply_window_toy8.xml' }.text
assert kernel.contains('functional model') : 'the kernel did not run on the functional model'
['toy8_load', 'toy8_store', 'toy8_mul', 'toy8_set_gain', 'toy8_store_scaled'].each { name ->
  assert reports.any { it.text.contains("\"${name}\"") || it.text.contains("\"${name} ") } : "the instruction ${name} was not tested"
}
assert reports.every { !it.text.contains('<failure') && !it.text.contains('<error') && !it.text.contains('<skipped') }
