// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** How different programs write a card. */
enum CardStyle {
  /** Contacts of macOS and iOS. */
  APPLE("\r\n", StandardCharsets.UTF_8) {
    @Override
    String lines(Person p) {
      return """
          VERSION:3.0
          PRODID:-//Apple Inc.//iPhone OS 17.5.1//EN
          N:%FAMILY%;%GIVEN%;;;
          FN:%NAME%
          ORG:%ORG%;
          EMAIL;type=INTERNET;type=HOME;type=pref:%EMAIL%
          TEL;type=CELL;type=VOICE;type=pref:%TEL%
          TEL;type=WORK;type=VOICE:%WORKTEL%
          item1.ADR;type=HOME;type=pref:;;%STREET%;%CITY%;;%CODE%;%COUNTRY%
          item2.URL;type=pref:https://%NUMBER%.people.example/
          item2.X-ABLabel:_$!<HomePage>!$_
          BDAY;value=date:%BIRTHDAY%
          UID:%UID%
          X-ABUID:%UID%\\:ABPerson
          REV:2024-05-17T08:%MINUTE%:00Z
          """;
    }
  },
  /** The export of Google Contacts, which has no uid. */
  GOOGLE("\r\n", StandardCharsets.UTF_8) {
    @Override
    String lines(Person p) {
      return """
          VERSION:3.0
          FN:%NAME%
          N:%FAMILY%;%GIVEN%;;;
          EMAIL;TYPE=INTERNET;TYPE=HOME:%EMAIL%
          EMAIL;TYPE=INTERNET;TYPE=WORK:%WORKEMAIL%
          item1.TEL:%TEL%
          item1.X-ABLabel:Signal
          ADR;TYPE=HOME:;;%STREET%;%CITY%;;%CODE%;%COUNTRY%;
          ORG:%ORG%
          TITLE:Engineer
          BDAY:%BIRTHDAY%
          NOTE:Met at the conference in %CITY%\\; asked for the slides of the talk about archives.\\nWrites back late.
          CATEGORIES:myContacts
          """;
    }
  },
  /** A telephone with Android; it has no uid either. */
  ANDROID("\r\n", StandardCharsets.UTF_8) {
    @Override
    String lines(Person p) {
      return """
          VERSION:2.1
          N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:%QFAMILY%;%QGIVEN%;;;
          FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:%QNAME%
          TEL;CELL;PREF:%TEL%
          EMAIL;HOME:%EMAIL%
          X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;%PLAIN%;1;;;;;;;;;;;;;
          BDAY:%BIRTHDAY%
          """;
    }
  },
  /** Outlook on Windows, in the code page of Western Europe. */
  OUTLOOK("\r\n", Charset.forName("windows-1252")) {
    @Override
    String lines(Person p) {
      return """
          VERSION:2.1
          N;LANGUAGE=de;CHARSET=Windows-1252:%FAMILY%;%GIVEN%
          FN;CHARSET=Windows-1252:%NAME%
          ORG:%ORG%
          TEL;WORK;VOICE:%WORKTEL%
          TEL;CELL;VOICE:%TEL%
          ADR;WORK;PREF;CHARSET=Windows-1252:;;%STREET%;%CITY%;;%CODE%;%COUNTRY%
          LABEL;WORK;PREF;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:%QSTREET%=0D=0A=
          %QCITY% %CODE%=0D=0A=
          %COUNTRY%
          X-MS-OL-DEFAULT-POSTAL-ADDRESS:2
          EMAIL;PREF;INTERNET:%WORKEMAIL%
          X-MS-CARDPICTURE;TYPE=JPEG;ENCODING=BASE64:
           /9j/4AAQSkZJRgABAQEAYABgAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkS

          REV:20230614T14%MINUTE%19Z
          """;
    }

    @Override
    boolean canWrite(Person p) {
      return charset.newEncoder().canEncode(p.fullName());
    }
  },
  /** KAddressBook of KDE. */
  KDE("\r\n", StandardCharsets.UTF_8) {
    @Override
    String lines(Person p) {
      return """
          VERSION:4.0
          ADR;TYPE=home:;;%STREET%;%CITY%;;%CODE%;%COUNTRY%
          BDAY:%BDAY%
          EMAIL;PREF=1:%EMAIL%
          EMAIL:%WORKEMAIL%
          FN:%NAME%
          N:%FAMILY%;%GIVEN%;;;
          ORG:%ORG%
          PRODID:-//KADDRESSBOOK//NONSGML Version 5.24//EN
          REV:20251103T17%MINUTE%42Z
          TEL;TYPE=cell;PREF=1;VALUE=uri:tel:%URITEL%
          UID:%UID%
          X-KADDRESSBOOK-X-Profession:Cartographer
          X-MESSAGING/matrix-All:@%PLAIN%:matrix.example
          """;
    }
  },
  /** CardBook of Thunderbird, with the line ends of Unix. */
  THUNDERBIRD("\n", StandardCharsets.UTF_8) {
    @Override
    String lines(Person p) {
      return """
          VERSION:4.0
          PRODID:-//Thunderbird.net/NONSGML Thunderbird CardBook V99.2//EN
          UID:urn:uuid:%UID%
          FN:%NAME%
          N:%FAMILY%;%GIVEN%;;;
          NICKNAME:%PLAIN%
          CATEGORIES:Friends,%CITY%
          EMAIL;PREF=1:%EMAIL%
          TEL;TYPE=WORK:%WORKTEL%
          TEL;TYPE=HOME:%TEL%
          ADR;TYPE=HOME:;;%STREET%;%CITY%;;%CODE%;%COUNTRY%
          IMPP;TYPE=HOME:xmpp:%PLAIN%@chat.example
          ANNIVERSARY:%BDAY%
          REV:20260221T1015%MINUTE%Z
          """;
    }
  };

  final Charset charset;
  private final String lineBreak;

  CardStyle(String lineBreak, Charset charset) {
    this.lineBreak = lineBreak;
    this.charset = charset;
  }

  /** Its lines between BEGIN and END, with the places of what differs. */
  abstract String lines(Person p);

  /** Whether this program can write the name. */
  boolean canWrite(Person p) {
    return true;
  }

  /** The card of a person; each character is one byte. */
  CardPiece card(Person p) {
    StringBuilder card = new StringBuilder("BEGIN:VCARD" + lineBreak);
    for (String line : filled(lines(p), p).lines().toList()) {
      String bytes = new String(line.getBytes(charset), StandardCharsets.ISO_8859_1);
      boolean isFolded = line.startsWith(" ") || line.endsWith("=");
      card.append(isFolded ? bytes + lineBreak : CardPiece.fold(bytes, lineBreak));
    }
    return new CardPiece(card.append("END:VCARD").append(lineBreak).toString());
  }

  private String filled(String lines, Person p) {
    UnaryOperator<String> text = s -> s.replace(",", lines.contains("VERSION:2.1") ? "," : "\\,");
    return lines
        .replace("%QFAMILY%", quoted(p.family().written()))
        .replace("%QGIVEN%", quoted(p.given().written()))
        .replace("%QNAME%", quoted(p.fullName()))
        .replace("%QSTREET%", quoted(p.street()))
        .replace("%QCITY%", quoted(p.place().city()))
        .replace("%FAMILY%", p.family().written())
        .replace("%GIVEN%", p.given().written())
        .replace("%NAME%", p.fullName())
        .replace("%PLAIN%", p.given().plain().toLowerCase(Locale.ROOT) + p.number())
        .replace("%EMAIL%", p.email())
        .replace("%WORKEMAIL%", p.workEmail())
        .replace("%TEL%", p.telephone())
        .replace("%URITEL%", p.telephone().replace(' ', '-'))
        .replace("%WORKTEL%", p.workTelephone())
        .replace("%ORG%", text.apply(p.organization()))
        .replace("%STREET%", text.apply(p.street()))
        .replace("%CITY%", p.place().city())
        .replace("%CODE%", p.place().code())
        .replace("%COUNTRY%", p.place().country())
        .replace("%BIRTHDAY%", p.birthday())
        .replace("%BDAY%", p.birthday().replace("-", ""))
        .replace("%UID%", p.uid().toString())
        .replace("%NUMBER%", String.valueOf(p.number()))
        .replace("%MINUTE%", "%02d".formatted(p.number() % 60));
  }

  /** As quoted-printable (RFC 2045 section 6.7), without soft line breaks. */
  private String quoted(String text) {
    StringBuilder quoted = new StringBuilder();
    for (byte b : text.getBytes(charset)) {
      boolean plain = b > ' ' && b < 127 && b != '=' && b != ';';
      quoted.append(plain ? String.valueOf((char) b) : "=%02X".formatted(b & 0xff));
    }
    return quoted.toString();
  }
}
