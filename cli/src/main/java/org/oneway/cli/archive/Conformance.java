// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.archive;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.oneway.engine.pdpa.DataType;

/** How far an archive is as the draft wants it. */
public final class Conformance {
  /** More are counted, and not kept. */
  private static final int KEPT = 10_000;

  private final List<Remark> remarks = new ArrayList<>();
  private final Map<Remark.Level, Long> found = new EnumMap<>(Remark.Level.class);
  private final Map<DataType, Long> items = new EnumMap<>(DataType.class);
  private long files;
  private long bytes;

  void add(Remark.Level level, String place, String words) {
    found.merge(level, 1L, Long::sum);
    if (remarks.size() < KEPT) {
      remarks.add(new Remark(level, place, words));
    }
  }

  void file(long size) {
    files++;
    bytes += size;
  }

  void item(DataType type) {
    items.merge(type, 1L, Long::sum);
  }

  /** What was found, in the order of the archive's files. */
  public List<Remark> remarks() {
    return Collections.unmodifiableList(remarks);
  }

  /** How many remarks of a level there are, also beyond those that are kept. */
  public long found(Remark.Level level) {
    return found.getOrDefault(level, 0L);
  }

  /** How many items there are of what; in several folders, they count as often. */
  public Map<DataType, Long> items() {
    return Collections.unmodifiableMap(items);
  }

  /** How many files were read. */
  public long files() {
    return files;
  }

  /** How many bytes were read. */
  public long bytes() {
    return bytes;
  }
}
