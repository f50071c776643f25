// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads XML that a stranger wrote: without document types, entities or anything that is fetched,
 * and never more than a limit.
 */
final class XmlReader implements AutoCloseable {
  private static final int DEPTH = 64;
  private static final int ATTRIBUTES = 64;
  private static final XMLInputFactory FACTORY = factory();

  private final XMLStreamReader reader;
  private long room;

  /**
   * @param limit how many characters all that is read may have
   */
  XmlReader(InputStream in, long limit) throws IOException {
    this.room = limit;
    try {
      this.reader = FACTORY.createXMLStreamReader(in);
    } catch (XMLStreamException e) {
      throw unreadable(e);
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("nothing is fetched for an answer: " + systemId);
        });
    return factory;
  }

  /** What an answer is that cannot be understood. */
  static final class Unreadable extends IOException {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message);
    }
  }

  /** What an answer is that is larger than the limit. */
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    TooLarge() {
      super("the answer is too large");
    }
  }

  private static IOException unreadable(XMLStreamException e) {
    if (e.getNestedException() instanceof IOException broken) {
      return broken;
    }
    return new Unreadable("the answer is no proper XML, or breaks off");
  }

  /** The name of the root; what follows are its children. */
  Name root() throws IOException {
    try {
      while (reader.hasNext()) {
        int event = reader.next();
        check(event);
        if (event == XMLStreamConstants.START_ELEMENT) {
          return name();
        }
      }
    } catch (XMLStreamException | RuntimeException e) {
      throw failed(e);
    }
    throw new Unreadable("the answer is empty");
  }

  /** Takes each child of the root as it was read to its end, then reads to the end of all. */
  void children(Taker taker) throws IOException {
    try {
      while (reader.hasNext()) {
        int event = reader.next();
        check(event);
        if (event == XMLStreamConstants.START_ELEMENT) {
          taker.take(element(1));
        }
      }
    } catch (XMLStreamException | RuntimeException e) {
      throw failed(e);
    }
  }

  /** What becomes of a child of the root. */
  interface Taker {
    void take(Element element) throws IOException;
  }

  // The parser of the JDK tells some broken inputs by other exceptions than its own.
  private static IOException failed(Exception e) {
    return e instanceof XMLStreamException broken
        ? unreadable(broken)
        : new Unreadable("the answer is no proper XML");
  }

  private Element element(int depth) throws XMLStreamException, IOException {
    if (depth > DEPTH || reader.getAttributeCount() > ATTRIBUTES) {
      throw new TooLarge();
    }
    Name name = name();
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      spend(reader.getAttributeValue(i).length());
      attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
    StringBuilder text = new StringBuilder();
    List<Element> children = new ArrayList<>();
    while (true) {
      int event = reader.next();
      check(event);
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> children.add(element(depth + 1));
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
          spend(reader.getTextLength());
          text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
        }
        case XMLStreamConstants.END_ELEMENT -> {
          return new Element(name, attributes, text.toString(), children);
        }
        default -> {
          // Comments and instructions say nothing.
        }
      }
    }
  }

  private static void check(int event) throws IOException {
    if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
      throw new Unreadable("the answer has a document type, which none needs");
    }
  }

  private void spend(int characters) throws IOException {
    room -= characters + 16;
    if (room < 0) {
      throw new TooLarge();
    }
  }

  private Name name() {
    String space = reader.getNamespaceURI();
    return new Name(space == null ? "" : space, reader.getLocalName());
  }

  @Override
  public void close() throws IOException {
    try {
      reader.close();
    } catch (XMLStreamException e) {
      throw unreadable(e);
    }
  }
}
