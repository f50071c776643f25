// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.screen;

import java.util.ArrayList;
import java.util.List;
import org.oneway.cli.terminal.Visible;

/** Rows of cells as lines, each column as wide as its widest cell. */
final class Columns {
  private static final String GAP = "   ";

  private Columns() {}

  /**
   * The lines of these rows, which have equally many cells.
   *
   * @param widest a cell that is wider is clipped
   */
  static List<String> lines(List<List<String>> rows, int widest) {
    List<Integer> widths = new ArrayList<>();
    for (int column = 0; !rows.isEmpty() && column < rows.get(0).size(); column++) {
      int width = 0;
      for (List<String> row : rows) {
        width = Math.max(width, Visible.width(Visible.clipped(row.get(column), widest)));
      }
      widths.add(width);
    }
    return rows.stream().map(row -> joined(row, widths)).toList();
  }

  private static String joined(List<String> cells, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      line.append(i == 0 ? "" : GAP).append(Visible.column(cells.get(i), widths.get(i)));
    }
    return line.toString();
  }
}
