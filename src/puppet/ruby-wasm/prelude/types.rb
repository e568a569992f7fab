# Resource types, as far as a compiler has to know them: their parameters, title patterns and kind.
module Puppet
  # What the blocks of parameters call, such as newvalues and munge, is for machines: it is passed over.
  class Parameter
    class << self
      attr_reader :placo_namevar

      def isnamevar
        @placo_namevar = true
      end

      def method_missing(*) end

      def respond_to_missing?(*)
        true
      end
    end

    Boolean = Class.new(self)
    Path = Class.new(self)
    PackageOptions = Class.new(self)
  end

  class Property < Parameter
    Boolean = Class.new(self)
    Ensure = Class.new(self)
    List = Class.new(self)
    OrderedList = Class.new(List)
    KeyValue = Class.new(self)
  end

  class Type
    class << self
      def newtype(name, _options = {}, &block)
        type = Class.new(Type)
        type.instance_variable_set(:@placo_name, name)
        type.class_eval(&block)
        Placo.defined = type
      end

      def placo_parameters
        @placo_parameters ||= []
      end

      def newparam(name, options = {}, &block)
        placo_add(name, :parameter, Parameter, options, block)
      end

      def newproperty(name, options = {}, &block)
        placo_add(name, :property, Property, options, block)
      end

      def ensurable
        placo_add(:ensure, :property, Property, {}, nil)
      end

      def title_patterns; end

      def type(_name)
        Type
      end

      def method_missing(*) end

      def respond_to_missing?(*)
        true
      end

      private

      def placo_add(name, kind, base, options, block)
        parameter = Class.new(options[:parent] || base)
        parameter.class_eval(&block) if block
        placo_parameters << [name, kind, options[:namevar] || parameter.placo_namevar ? true : false]
        parameter
      end
    end
  end

  # No feature of a machine is there.
  def self.features
    Class.new { def method_missing(*) = false }.new
  end
end

module Placo
  module Operations
    module_function

    def describe_type(message)
      Placo.defined = nil
      TOPLEVEL_BINDING.eval(message['source'], message['file'], 1)
      type = Placo.defined
      raise Puppet::Error, "#{message['file']} defines no type" unless type.is_a?(Class)

      types[message['file']] = type
      {
        parameters: type.placo_parameters, patterns: type.title_patterns&.map { |pattern| describe_pattern(pattern) },
        isomorphic: type.instance_variable_get(:@isomorphic) != false, refreshes: type.method_defined?(:refresh)
      }
    end

    def describe_pattern((regexp, captures))
      { source: regexp.source, flags: flags_of(regexp), captures: captures.map { |name, convert| [name, !convert.nil?] } }
    end

    def flags_of(regexp)
      { 'm' => Regexp::MULTILINE, 'i' => Regexp::IGNORECASE, 'x' => Regexp::EXTENDED }
        .select { |_, bit| regexp.options.anybits?(bit) }.keys.join
    end

    # The change that a title pattern makes to what a group caught.
    def convert(message)
      types[message['file']].title_patterns[message['pattern']][1][message['index']][1].call(message['text']).to_s
    end

    def types
      @types ||= {}
    end
  end
end
