/**
 * YAML files that users write, read so that every fault names its line. The only user of
 * snakeyaml-engine.
 *
 * <p>May use: structure, system.
 */
package org.jinn.input;
