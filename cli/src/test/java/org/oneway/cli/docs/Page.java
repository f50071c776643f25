// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a page shows of a terminal.
 *
 * @param steps the commands of its {@code sh} and {@code console} blocks, in order
 * @param stray lines of other blocks that look like a command
 */
record Page(List<Step> steps, List<String> stray) {
  private static final String FENCE = "```";
  private static final String PROMPT = "$ ";

  /**
   * A command, and what it prints; nothing is said of that in an {@code sh} block.
   *
   * @param line of the page, from 1
   * @param section of the page that it stands in
   */
  record Step(int line, String section, String command, List<String> output) {}

  static Page read(Path file) throws IOException {
    List<Step> steps = new ArrayList<>();
    List<String> stray = new ArrayList<>();
    String block = "";
    String section = "";
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      if (line.startsWith(FENCE)) {
        block = block.isEmpty() ? line : "";
      } else if (block.isEmpty() && line.startsWith("#")) {
        section = line;
      } else if (block.equals(FENCE + "console") && line.startsWith(PROMPT)) {
        steps.add(new Step(number, section, line.substring(PROMPT.length()), new ArrayList<>()));
      } else if (block.equals(FENCE + "console")) {
        steps.get(steps.size() - 1).output().add(line);
      } else if (block.equals(FENCE + "sh") && !line.isBlank()) {
        steps.add(new Step(number, section, line, List.of()));
      } else if (!block.isEmpty() && line.matches("\\s*(\\$ |\\./|oneway |examples/\\S+ ).*")) {
        stray.add(file.getFileName() + ":" + number + ": " + line);
      }
    }
    return new Page(steps, stray);
  }
}
