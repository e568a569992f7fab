# Values as JSON: what JSON has stands for itself, all else is a hash with the key '!'.
require 'js'
require 'json'

module Placo
  # Something of Puppet that Ruby only hands on: a type, a timestamp, a URI.
  class Handle
    attr_reader :id

    def initialize(id, text)
      @id = id
      @text = text
    end

    def to_s
      @text
    end
    alias inspect to_s

    def ==(other)
      other.is_a?(Handle) && other.to_s == @text
    end
    alias eql? ==

    def hash
      @text.hash
    end
  end

  module Values
    module_function

    def decode(value)
      case value
      when Array then value.map { |item| decode(item) }
      when Hash then decode_tagged(value)
      else value
      end
    end

    def decode_tagged(tagged)
      value = tagged['v']
      case tagged['!']
      when 'hash' then Hash[*value.map { |item| decode(item) }]
      when 'integer' then Integer(value)
      when 'float' then decode_float(value)
      when 'symbol' then value.to_sym
      when 'regexp' then Regexp.new(value)
      when 'sensitive' then Puppet::Pops::Types::PSensitiveType::Sensitive.new(decode(value))
      when 'block' then block(value, tagged['arity'])
      else Handle.new(value, tagged['text'])
      end
    end

    def decode_float(text)
      { 'NaN' => Float::NAN, 'Infinity' => Float::INFINITY, '-Infinity' => -Float::INFINITY }.fetch(text) { Float(text) }
    end

    def block(id, arity)
      called = proc { |args| Placo.ask(:block, id: id, args: args.map { |arg| encode(arg) }) }
      parameters = (1..arity.abs).map { |index| "a#{index}" }
      return proc { |*args| called.call(args) } if arity.negative? || arity.zero?

      # With the arity of the lambda, so that `arity` and the spreading of arrays are Ruby's own.
      eval("lambda { |#{parameters.join(', ')}| called.call([#{parameters.join(', ')}]) }") # rubocop:disable all
    end

    def encode(value)
      case value
      when nil, true, false then value
      when String then encode_string(value)
      when Integer then value.abs < 2**53 ? value : { '!' => 'integer', 'v' => value.to_s }
      when Float then { '!' => 'float', 'v' => value.to_s }
      when Symbol then { '!' => 'symbol', 'v' => value.to_s }
      when Array then value.map { |item| encode(item) }
      when Hash then { '!' => 'hash', 'v' => value.flat_map { |key, item| [encode(key), encode(item)] } }
      else encode_object(value)
      end
    end

    def encode_string(text)
      utf8 = text.encoding == Encoding::BINARY ? text.dup.force_encoding(Encoding::UTF_8) : text.encode(Encoding::UTF_8)
      raise Puppet::Error, 'a text that is not UTF-8 cannot be given to Puppet' unless utf8.valid_encoding?

      # As a plain String, whatever subclass it was.
      String.new(utf8, encoding: Encoding::UTF_8)
    end

    def encode_object(value)
      case value
      when Handle then { '!' => 'handle', 'v' => value.id }
      when Puppet::Pops::Types::PSensitiveType::Sensitive then { '!' => 'sensitive', 'v' => encode(value.unwrap) }
      when Regexp then { '!' => 'regexp', 'v' => value.options.zero? ? value.source : value.to_s }
      else raise Puppet::Error, "a #{value.class} cannot be given to Puppet"
      end
    end
  end
end
