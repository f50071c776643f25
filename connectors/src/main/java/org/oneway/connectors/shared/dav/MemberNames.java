// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.oneway.engine.item.Uid;

/**
 * The name that a member gets from its uid: the same every time, so that what an interrupted run
 * made is found again. A uid that is no harmless name on every server becomes a hash.
 */
final class MemberNames {
  private static final Pattern HARMLESS =
      Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._@-]{0,98}[A-Za-z0-9_-]");
  private static final String URN = "urn:uuid:";

  private MemberNames() {}

  /** With the ending of the service. */
  static String of(Uid uid, Service service) {
    String name = uid.value().startsWith(URN) ? uid.value().substring(URN.length()) : uid.value();
    return (HARMLESS.matcher(name).matches() ? name : hash(uid.value())) + service.ending();
  }

  private static String hash(String uid) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(uid.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
