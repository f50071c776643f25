// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.trouble;

import java.util.Arrays;
import java.util.Optional;

/**
 * Goes with a failure as a suppressed one and says which store it is about, since whoever tells of
 * it has only the failure.
 */
public final class AtStore extends Exception {
  private static final long serialVersionUID = 1L;
  private final String store;

  private AtStore(String store) {
    super("at store \"" + store + '"', null, false, false);
    this.store = store;
  }

  /** Lets a failure say that it is about a store, unless it says so of one already. */
  public static <X extends Throwable> X of(String store, X failure) {
    if (storeOf(failure).isEmpty()) {
      failure.addSuppressed(new AtStore(store));
    }
    return failure;
  }

  /** The store that a failure is about, as far as it says so. */
  static Optional<String> storeOf(Throwable failure) {
    return Arrays.stream(failure.getSuppressed())
        .filter(AtStore.class::isInstance)
        .map(note -> ((AtStore) note).store)
        .findFirst();
  }
}
