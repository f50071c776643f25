// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.config;

/**
 * One thing that is wrong in a configuration.
 *
 * @param line from 1
 * @param column from 1
 * @param text what is wrong and what was probably meant
 */
public record ConfigProblem(int line, int column, String text)
    implements Comparable<ConfigProblem> {
  @Override
  public int compareTo(ConfigProblem other) {
    int byLine = Integer.compare(line, other.line);
    return byLine != 0 ? byLine : Integer.compare(column, other.column);
  }
}
