// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa.container;

import java.io.IOException;

/** A container is not what it should be, or passes a limit; nothing more of it is used. */
public final class ContainerDamaged extends IOException {
  private static final long serialVersionUID = 1L;
  private final String entry;
  private final String reason;

  /**
   * Says what is wrong where.
   *
   * @param entry the name as the container has it; empty where it is no single entry's fault
   * @param reason what is wrong, without a final full stop
   */
  public ContainerDamaged(String entry, String reason) {
    super(EntryNames.shown(entry) + (entry.isEmpty() ? "" : ": ") + reason);
    this.entry = EntryNames.shown(entry);
    this.reason = reason;
  }

  /** The entry, fit to be shown; empty where it is no single entry's fault. */
  public String entry() {
    return entry;
  }

  /** What is wrong, without a final full stop. */
  public String reason() {
    return reason;
  }
}
