// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.config;

import java.util.Arrays;
import java.util.List;

/**
 * Every key of the configuration but those of a store's type, which its connector tells. {@code
 * docs/reference/configuration.md} says the same.
 */
public enum ConfigKey {
  VERSION(Section.TOP, "version"),
  STATE(Section.TOP, "state"),
  STORE(Section.TOP, "store"),
  SYNC(Section.TOP, "sync"),

  TYPE(Section.STORE, "type"),
  MODE(Section.STORE, "mode"),

  FROM(Section.SYNC, "from"),
  TO(Section.SYNC, "to"),
  KINDS(Section.SYNC, "kinds"),
  FOLDERS(Section.SYNC, "folders"),
  WINDOW(Section.SYNC, "window"),
  TRANSFORM(Section.SYNC, "transform"),
  FILTER(Section.SYNC, "filter"),
  ON_CONFLICT(Section.SYNC, "on-conflict"),
  ON_DELETE(Section.SYNC, "on-delete"),
  ON_DRIFT(Section.SYNC, "on-drift"),
  ON_TARGET_DELETE(Section.SYNC, "on-target-delete"),
  ON_LEAVE_FILTER(Section.SYNC, "on-leave-filter"),
  ARCHIVE(Section.SYNC, "archive"),
  ARCHIVE_KEEP(Section.SYNC, "archive-keep"),
  MAX_DELETE(Section.SYNC, "max-delete"),
  MAX_DELETE_COUNT(Section.SYNC, "max-delete-count"),
  MAX_DELETE_TOTAL(Section.SYNC, "max-delete-total");

  private final Section section;
  private final String word;

  /** Where a key may stand. */
  public enum Section {
    /** Before the first table. */
    TOP,
    /** In {@code [store.NAME]}. */
    STORE,
    /** In {@code [sync.NAME]}. */
    SYNC
  }

  ConfigKey(Section section, String word) {
    this.section = section;
    this.word = word;
  }

  /** Where it may stand. */
  public Section section() {
    return section;
  }

  /** As it is written. */
  public String word() {
    return word;
  }

  /** The words of all keys of a section, in their order. */
  static List<String> wordsOf(Section section) {
    return Arrays.stream(values()).filter(k -> k.section == section).map(k -> k.word).toList();
  }
}
