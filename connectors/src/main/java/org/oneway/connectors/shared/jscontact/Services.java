// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Properties that programs made up for one online service each; each holds a user's name. */
final class Services {
  private static final String KDE_BEGIN = "X-MESSAGING-";
  private static final String KDE_END = "-ALL";

  /** Each property and its service; empty where it does not tell. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("X-AIM", "AIM"),
          Map.entry("X-FACEBOOK", "Facebook"),
          Map.entry("X-GADUGADU", "Gadu-Gadu"),
          Map.entry("X-GOOGLE-TALK", "Google Talk"),
          Map.entry("X-GROUPWISE", "GroupWise"),
          Map.entry("X-GTALK", "Google Talk"),
          Map.entry("X-ICQ", "ICQ"),
          Map.entry("X-IRC", "IRC"),
          Map.entry("X-JABBER", "Jabber"),
          Map.entry("X-KADDRESSBOOK-X-IMADDRESS", ""),
          Map.entry("X-MATRIX", "Matrix"),
          Map.entry("X-MS-IMADDRESS", ""),
          Map.entry("X-MSN", "MSN"),
          Map.entry("X-NETMEETING", "NetMeeting"),
          Map.entry("X-QQ", "QQ"),
          Map.entry("X-SAMETIME", "Sametime"),
          Map.entry("X-SIP", "SIP"),
          Map.entry("X-SKYPE", "Skype"),
          Map.entry("X-SKYPE-USERNAME", "Skype"),
          Map.entry("X-TELEGRAM", "Telegram"),
          Map.entry("X-TWITTER", "Twitter"),
          Map.entry("X-WHATSAPP", "WhatsApp"),
          Map.entry("X-YAHOO", "Yahoo"),
          Map.entry("X-YAHOO-ID", "Yahoo"));

  /** What KDE called the services, {@code X-messaging/skype-All}, and the usual property. */
  private static final Map<String, String> KDE =
      Map.ofEntries(
          Map.entry("AIM", "X-AIM"),
          Map.entry("GADU", "X-GADUGADU"),
          Map.entry("GROUPWISE", "X-GROUPWISE"),
          Map.entry("ICQ", "X-ICQ"),
          Map.entry("IRC", "X-IRC"),
          Map.entry("MATRIX", "X-MATRIX"),
          Map.entry("MEANWHILE", "X-SAMETIME"),
          Map.entry("MSN", "X-MSN"),
          Map.entry("SKYPE", "X-SKYPE"),
          Map.entry("XMPP", "X-JABBER"),
          Map.entry("YAHOO", "X-YAHOO"));

  private Services() {}

  /** The properties, in upper case. */
  static Set<String> properties() {
    return NAMES.keySet();
  }

  /** The service of a property, in upper case, if it tells. */
  static Optional<String> name(String property) {
    return Optional.ofNullable(NAMES.get(property)).filter(name -> !name.isEmpty());
  }

  /** The usual property for one that KDE writes. */
  static Optional<String> spelling(String property) {
    if (!property.startsWith(KDE_BEGIN) || !property.endsWith(KDE_END)) {
      return Optional.empty();
    }
    int end = property.length() - KDE_END.length();
    return end <= KDE_BEGIN.length()
        ? Optional.empty()
        : Optional.ofNullable(KDE.get(property.substring(KDE_BEGIN.length(), end)));
  }
}
