// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.xml.namespace.QName;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads the XML that clients send and writes the server's. */
final class ScriptedXml {
  private ScriptedXml() {}

  /** The root of a request's body; refused with 400 where it is no XML. */
  static Element read(ScriptedBytes body) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler());
      return builder.parse(new ByteArrayInputStream(body.octets())).getDocumentElement();
    } catch (SAXException | IOException e) {
      throw new ScriptedRefusal(ScriptedReply.of(400));
    } catch (ParserConfigurationException e) {
      throw new AssertionError(e);
    }
  }

  static QName name(Element element) {
    String namespace = element.getNamespaceURI();
    return new QName(namespace == null ? "" : namespace, element.getLocalName());
  }

  static List<Element> children(Element parent) {
    List<Element> children = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        children.add(element);
      }
    }
    return children;
  }

  static Optional<Element> child(Element parent, QName wanted) {
    return children(parent).stream().filter(child -> name(child).equals(wanted)).findFirst();
  }

  /** The first element of this name at any depth. */
  static Optional<Element> within(Element parent, QName wanted) {
    for (Element child : children(parent)) {
      Optional<Element> found =
          name(child).equals(wanted) ? Optional.of(child) : within(child, wanted);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** What stands between the tags, written with this server's prefixes. */
  static String inner(Element element) {
    StringBuilder written = new StringBuilder();
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child) {
        written.append(element(name(child), attributes(child), inner(child)));
      } else if (node.getNodeType() == Node.TEXT_NODE
          || node.getNodeType() == Node.CDATA_SECTION_NODE) {
        written.append(escape(node.getTextContent()));
      }
    }
    return written.toString();
  }

  private static String attributes(Element element) {
    StringBuilder written = new StringBuilder();
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      Node attribute = element.getAttributes().item(i);
      if (!attribute.getNodeName().startsWith("xmlns")) {
        written.append(' ').append(attribute.getNodeName());
        written.append("=\"").append(escape(attribute.getNodeValue())).append('"');
      }
    }
    return written.toString();
  }

  static String element(QName name, String inner) {
    return element(name, "", inner);
  }

  /** An element; {@code attributes} begin with a space or are empty. */
  static String element(QName name, String attributes, String inner) {
    String prefix = ScriptedNames.PREFIXES.get(name.getNamespaceURI());
    String tag = prefix == null ? "x:" + name.getLocalPart() : prefix + ":" + name.getLocalPart();
    String declared = prefix == null ? " xmlns:x=\"" + escape(name.getNamespaceURI()) + "\"" : "";
    String open = "<" + tag + declared + attributes;
    return inner.isEmpty() ? open + "/>" : open + ">" + inner + "</" + tag + ">";
  }

  static String document(QName root, String inner) {
    String declared =
        ScriptedNames.PREFIXES.entrySet().stream()
            .sorted(Map.Entry.comparingByValue())
            .map(entry -> " xmlns:" + entry.getValue() + "=\"" + entry.getKey() + "\"")
            .collect(Collectors.joining());
    return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + element(root, declared, inner);
  }

  /** For text and attributes; a carriage return survives as a reference. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("\r", "&#13;");
  }
}
