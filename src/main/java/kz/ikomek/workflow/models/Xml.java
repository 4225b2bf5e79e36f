package kz.ikomek.workflow.models;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Reads XML without document types, entities or anything from outside. */
final class Xml {

    /** Far deeper than any model that people draw, and far from the end of a thread's stack. */
    private static final int DEEPEST = 60;

    private Xml() {}

    /** Why a document cannot be read: key of a sentence in the bundle {@code models}. */
    static String fault(byte[] content) {
        try {
            parse(content);
            throw new IllegalArgumentException("it can be read");
        } catch (SAXException e) {
            // The parser's own words are translated, what they name is not.
            String message = String.valueOf(e.getMessage());
            if (message.contains("disallow-doctype-decl")) {
                return "doctype";
            }
            return message.contains("maxElementDepth") ? "too-deep" : "unreadable";
        }
    }

    /** The document; empty when it is not well-formed, nested without end or declares a document type. */
    static Optional<Document> read(byte[] content) {
        try {
            return Optional.of(parse(content));
        } catch (SAXException e) {
            return Optional.empty();
        }
    }

    private static Document parse(byte[] content) throws SAXException {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setAttribute("jdk.xml.maxElementDepth", Integer.toString(DEEPEST));
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Silent());
            return builder.parse(new ByteArrayInputStream(content));
        } catch (ParserConfigurationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The child elements. */
    static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (var node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    /** The child elements of this local name. */
    static List<Element> children(Element parent, String name) {
        return children(parent).stream().filter(child -> is(child, name)).toList();
    }

    /** All elements below, in the order of the document. */
    static List<Element> below(Element parent) {
        List<Element> all = new ArrayList<>();
        for (Element child : children(parent)) {
            all.add(child);
            all.addAll(below(child));
        }
        return all;
    }

    /** The attributes except declarations of namespaces. */
    static List<Attr> attributes(Element element) {
        List<Attr> attributes = new ArrayList<>();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Attr attribute = (Attr) element.getAttributes().item(i);
            if (!XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(attribute.getNamespaceURI())) {
                attributes.add(attribute);
            }
        }
        return attributes;
    }

    static boolean is(Element element, String name) {
        return name.equals(element.getLocalName());
    }

    static String text(Element element) {
        return element.getTextContent().strip();
    }

    private static final class Silent implements ErrorHandler {

        @Override
        public void warning(SAXParseException e) {}

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
