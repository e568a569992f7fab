# What the compiler asks of Ruby.
require 'erb'

module Placo
  module Operations
    module_function

    # Reads the source of a function, and says how it is called.
    def describe(message)
      file = message['file']
      Placo.defined = nil
      TOPLEVEL_BINDING.eval(message['source'], file, 1)
      definition = Placo.defined
      raise Puppet::Error, "#{file} defines no function" if definition.nil?

      Placo.definitions[file] = definition
      {
        api: definition.api, arity: definition.arity, statement: definition.statement, localTypes: definition.local_types,
        dispatches: definition.dispatches&.map { |dispatch| describe_dispatch(dispatch) }
      }
    end

    def describe_dispatch(dispatch)
      {
        signature: dispatch.parameters.join(', '), returns: dispatch.returns, mismatch: dispatch.mismatch
      }
    end

    def call4(message)
      definition = Placo.definitions.fetch(message['file'])
      dispatch = definition.dispatches[message['index']]
      args = Values.decode(message['args'])
      args.unshift(Scope) if dispatch.scope
      Values.encode(definition.target.send(dispatch.method, *args, &Values.decode(message['block'])))
    end

    def call3(message)
      definition = Placo.definitions.fetch(message['file'])
      Values.encode(Scope.send(definition.target, Values.decode(message['args'])))
    end

    # Calls a block of Ruby that was given to a function of the compiler.
    def yield(message)
      Values.encode(Placo.blocks.last.call(*Values.decode(message['args'])))
    end

    def template(message)
      Values.encode(Template.new(message['path']).placo_result(message['source'], message['file']))
    end
  end

  # What `self` is in a template.
  class Template
    attr_reader :file

    def initialize(file)
      @file = file
    end

    def scope
      Scope
    end

    def classes
      Scope.classes
    end

    def tags
      Scope.tags
    end
    alias all_tags tags

    def has_variable?(name)
      Scope.include?(name.to_s)
    end

    def placo_result(source, file)
      own = @file
      Scope.to_hash.each { |name, value| instance_variable_set("@#{name.gsub(/\W/, '_')}", value) if name.match?(/\A[a-z_]/) }
      @file = own if own
      erb = ERB.new(source, trim_mode: '-')
      erb.filename = file
      erb.result(binding)
    end
  end
end
