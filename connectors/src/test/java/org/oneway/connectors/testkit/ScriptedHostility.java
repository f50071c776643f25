// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import java.util.function.UnaryOperator;

/**
 * Answers of a server that means harm, for {@link ScriptedRule#change}. A body that is no XML stays
 * as it is.
 */
public final class ScriptedHostility {
  private ScriptedHostility() {}

  /** An external entity, used in the first href. */
  public static UnaryOperator<ScriptedReply> externalEntity(String uri) {
    return doctype("<!ENTITY x SYSTEM \"" + uri + "\">", "&x;");
  }

  /** An external parameter entity; it need not be used to be fetched. */
  public static UnaryOperator<ScriptedReply> parameterEntity(String uri) {
    return doctype("<!ENTITY % x SYSTEM \"" + uri + "\"> %x;", "");
  }

  /** A DTD elsewhere. */
  public static UnaryOperator<ScriptedReply> externalDtd(String uri) {
    return xml(xml -> afterDeclaration(xml, "<!DOCTYPE root SYSTEM \"" + uri + "\">"));
  }

  /** Entities of entities: a few hundred octets that would become gigabytes. */
  public static UnaryOperator<ScriptedReply> billionLaughs() {
    StringBuilder entities = new StringBuilder("<!ENTITY x0 \"ha\">");
    for (int i = 1; i <= 30; i++) {
      String one = "&x" + (i - 1) + ";";
      entities.append("<!ENTITY x").append(i).append(" \"").append(one).append(one).append("\">");
    }
    return doctype(entities.toString(), "&x30;");
  }

  /** An attribute of so many octets on the root. */
  public static UnaryOperator<ScriptedReply> hugeAttribute(int octets) {
    String attribute = " huge=\"" + "a".repeat(octets) + "\"";
    return xml(
        xml -> {
          int end = xml.indexOf('>', xml.indexOf("?>") + 2);
          return xml.substring(0, end) + attribute + xml.substring(end);
        });
  }

  /** So many elements within each other, last in the root. */
  public static UnaryOperator<ScriptedReply> deep(int elements) {
    String nest = "<d:x>".repeat(elements) + "</d:x>".repeat(elements);
    return xml(
        xml -> {
          int end = xml.lastIndexOf("</");
          return xml.substring(0, end) + nest + xml.substring(end);
        });
  }

  /** A text that, written raw, would clear a terminal and set its title. */
  public static String escapes(String text) {
    return "\u001b[2J\u001b]0;" + text + "\u0007\u009b31m" + text;
  }

  private static UnaryOperator<ScriptedReply> doctype(String inner, String use) {
    return xml(
        xml ->
            afterDeclaration(xml, "<!DOCTYPE root [" + inner + "]>")
                .replaceFirst("<d:href>", "<d:href>" + use));
  }

  private static UnaryOperator<ScriptedReply> xml(UnaryOperator<String> change) {
    return ScriptedDamage.body(body -> body.startsWith("<?xml") ? change.apply(body) : body);
  }

  private static String afterDeclaration(String xml, String insertion) {
    int end = xml.indexOf("?>") + 2;
    return xml.substring(0, end) + insertion + xml.substring(end);
  }
}
