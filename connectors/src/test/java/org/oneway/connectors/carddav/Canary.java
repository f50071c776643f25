// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.carddav;

import org.oneway.engine.store.Secret;
import org.oneway.engine.store.SecretSource;

/** Secrets whose every escape can be searched for. */
final class Canary {
  private Canary() {}

  /** A secret that is always this. */
  static SecretSource source(String secret) {
    return new SecretSource() {
      @Override
      public Secret get() {
        return new Secret(secret.toCharArray());
      }

      @Override
      public String origin() {
        return "this test";
      }
    };
  }
}
