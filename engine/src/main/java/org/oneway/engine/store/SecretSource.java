// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.store;

/** Where a store's secret comes from. It is fetched when it is first asked for, and once. */
public interface SecretSource {
  /**
   * The secret, the same each time. May ask the user or call a program; returns only then.
   *
   * @throws StoreException if it cannot be had; the message never holds any of it
   */
  Secret get() throws StoreException;

  /**
   * Where it comes from, in words that hold none of it: {@code the command "pass"}. A message about
   * a refused sign-in says so.
   */
  String origin();
}
