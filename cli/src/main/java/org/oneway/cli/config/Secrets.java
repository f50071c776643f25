// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.config;

import java.util.Locale;
import java.util.Set;

/** Which keys hold a secret. The value of such a key is never printed. */
final class Secrets {
  private static final Set<String> WORDS =
      Set.of("auth", "password", "passwd", "token", "secret", "client-secret", "api-key");

  private Secrets() {}

  static boolean isSecret(String key) {
    return WORDS.contains(key.toLowerCase(Locale.ROOT).replace('_', '-'));
  }
}
