// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import java.util.ArrayList;
import java.util.List;

/** Everything that was asked of a store, in order. Safe for use by several threads. */
public final class AccessLog {
  private final List<Access> all = new ArrayList<>();

  synchronized void add(Access.Verb verb, String subject) {
    all.add(new Access(verb, subject));
  }

  /** How much was asked so far. */
  public synchronized int size() {
    return all.size();
  }

  /** What was asked after the first {@code size}. */
  public synchronized List<Access> since(int size) {
    return List.copyOf(all.subList(size, all.size()));
  }

  /** All that changed the store. */
  public List<Access> writes() {
    return since(0).stream().filter(Access::isWrite).toList();
  }
}
