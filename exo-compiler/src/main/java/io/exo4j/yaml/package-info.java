/**
 * Schedule files: YAML in, kernels out. {@link io.exo4j.yaml.YamlReader} composes YAML to a neutral
 * tree with source positions, {@link io.exo4j.yaml.StepParser} and {@link
 * io.exo4j.yaml.ScheduleFile} give it meaning, {@link io.exo4j.yaml.StepRunner} applies steps,
 * {@link io.exo4j.yaml.ScheduleLoader} runs whole files, {@link io.exo4j.yaml.JsonSchema} describes
 * them to editors.
 */
package io.exo4j.yaml;
