// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.oneway.cli.terminal.Words;
import org.oneway.engine.item.Kind;

/**
 * What became of an export.
 *
 * @param items how many items of each kind are in the archive
 * @param removed how many it says are gone
 * @param folders how many folders hold them
 * @param minted how many items had no uid and got one
 * @param broken what could not be read and is not in the archive, in words
 * @param findings what was repaired or could not be carried
 */
public record Exported(
    Map<Kind, Long> items,
    long removed,
    int folders,
    long minted,
    List<String> broken,
    Findings findings) {
  public Exported {
    items = Map.copyOf(items);
    broken = List.copyOf(broken);
  }

  /** How many items are in the archive. */
  public long count() {
    return items.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many of what: {@code 20 contacts}, {@code 12 events and 1 task}. */
  public String words() {
    List<String> all = new ArrayList<>();
    new TreeMap<>(items).forEach((kind, count) -> all.add(words(kind, count)));
    if (all.isEmpty()) {
      return "0 items";
    }
    String last = all.remove(all.size() - 1);
    return all.isEmpty() ? last : String.join(", ", all) + " and " + last;
  }

  private static String words(Kind kind, long count) {
    String many = kind == Kind.MESSAGE ? "messages" : kind.word();
    return Words.number(count, many.substring(0, many.length() - 1), many);
  }
}
