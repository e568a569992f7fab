# The two ways in which modules define functions in Ruby.
module Placo
  # What a source file defined, as it is read.
  Definition = Struct.new(:api, :dispatches, :local_types, :arity, :statement, :target, keyword_init: true)
  Dispatch = Struct.new(:method, :parameters, :returns, :scope, :mismatch)

  class << self
    attr_accessor :defined

    def definitions
      @definitions ||= {}
    end
  end

  # The methods inside of `dispatch :name do … end`.
  class DispatchBuilder
    MARKS = {
      param: '', required_param: '', optional_param: '?', repeated_param: '*', optional_repeated_param: '*',
      required_repeated_param: '+', block_param: '&', required_block_param: '&', optional_block_param: '?&'
    }.freeze

    def initialize(dispatch)
      @dispatch = dispatch
    end

    MARKS.each do |method, mark|
      define_method(method) do |*type_and_name|
        name = type_and_name.last || 'block'
        type = mark.include?('&') && type_and_name.length < 2 ? 'Callable' : type_and_name.first
        @dispatch.parameters << "#{type} #{mark}#{name}"
      end
    end

    def return_type(type)
      @dispatch.returns = type
    end

    def scope_param
      @dispatch.scope = true
    end

    %i[compiler_param cache_param script_compiler_param].each do |method|
      define_method(method) { |*| raise Puppet::Error, "#{method} gives a function a part of Puppet that is not there" }
    end
  end

  # The methods inside of `local_types do … end`.
  class TypesBuilder
    attr_reader :types

    def initialize
      @types = []
    end

    def type(text)
      @types << text
    end
  end
end

module Puppet
  module Functions
    class Function
      def call_function(name, *args, &block)
        Placo.call_function(name, args, block)
      end

      def closure_scope
        Placo::Scope
      end

      class << self
        def dispatches
          @dispatches ||= []
        end

        def local_type_texts
          @local_type_texts ||= []
        end

        def dispatch(method, &block)
          add_dispatch(method, false, block)
        end

        def argument_mismatch(method, &block)
          add_dispatch(method, true, block)
        end

        def local_types(&block)
          builder = Placo::TypesBuilder.new
          builder.instance_eval(&block)
          local_type_texts.concat(builder.types)
        end

        private

        def add_dispatch(method, mismatch, block)
          dispatch = Placo::Dispatch.new(method, [], nil, false, mismatch)
          Placo::DispatchBuilder.new(dispatch).instance_eval(&block)
          dispatches << dispatch
        end
      end
    end

    InternalFunction = Class.new(Function)
    PuppetFunction = Class.new(Function)

    MARKS = { req: '', opt: '?', rest: '*', block: '?&' }.freeze

    def self.create_function(name, base = Function, &block)
      function = Class.new(base)
      function.class_eval(&block)
      dispatches = function.dispatches.empty? ? [implicit(function, name.to_s.split('::').last)] : function.dispatches
      Placo.defined = Placo::Definition.new(api: 4, dispatches: dispatches, local_types: function.local_type_texts, target: function.new)
    end

    def self.implicit(function, own)
      method = function.instance_methods(false).map(&:to_s).include?(own) ? own : function.instance_methods(false).first
      parameters = function.instance_method(method).parameters.map do |kind, name|
        "#{kind == :block ? 'Callable' : 'Any'} #{MARKS.fetch(kind, '?')}#{name}"
      end
      Placo::Dispatch.new(method, parameters, nil, false, false)
    end
  end

  module Parser
    module Functions
      class << self
        def newfunction(name, options = {}, &block)
          method = :"placo_function_#{name}"
          Placo::ScopeProxy.send(:define_method, method, &block)
          Placo.defined = Placo::Definition.new(
            api: 3, arity: options[:arity] || -1, statement: options[:type] != :rvalue, target: method
          )
        end

        # The name of the method of a function, when there is one.
        def function(name)
          Placo.ask(:function?, name: name.to_s) ? "function_#{name}" : false
        end

        def autoloader
          self
        end

        def loadall; end

        def load(*); end
      end
    end
  end
end
